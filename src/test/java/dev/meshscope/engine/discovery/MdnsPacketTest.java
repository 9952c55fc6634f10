package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.engine.discovery.MdnsPacket.Kind;
import dev.meshscope.engine.discovery.RawMessage.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import javax.jmdns.impl.DNSIncoming;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MdnsPacketTest {
  private static final String TYPE = "_sym._tcp.local.";
  private static final String HOST = "box-9c4d5e6f7a8b.local.";
  private static final String PEER = "50000000-0000-7000-8000-00000000000a." + TYPE;

  // As in the program; kept, or the JDK forgets it.
  private static final Logger JMDNS = Logger.getLogger("javax.jmdns");

  static {
    JMDNS.setLevel(Level.OFF);
  }

  private static Kind look(byte[] packet) {
    return MdnsPacket.look(packet, packet.length, TYPE, HOST, _ -> false);
  }

  private static Kind look(RawMessage message) {
    return look(message.bytes());
  }

  private static RawMessage announcement() {
    return RawMessage.response()
        .pointer(TYPE, 120, PEER)
        .service(PEER, 120, 4711, "peer.local.")
        .text(PEER, 120, "node-id=x")
        .address("peer.local.", 120, new byte[] {10, 0, 0, 1});
  }

  @Test
  void whatConcernsUsIsShown() {
    assertThat(look(announcement())).isEqualTo(Kind.RELEVANT);
    assertThat(look(RawMessage.query().question(TYPE, Type.PTR))).isEqualTo(Kind.RELEVANT);
    assertThat(look(RawMessage.query().question("_SYM._TCP.local.", Type.PTR)))
        .isEqualTo(Kind.RELEVANT);
    assertThat(look(RawMessage.query().question(HOST, Type.A))).isEqualTo(Kind.RELEVANT);
    assertThat(look(RawMessage.query().question("_services._dns-sd._udp.local.", Type.PTR)))
        .isEqualTo(Kind.RELEVANT);
  }

  @Test
  void addressesAloneMayBeThoseOfAPeer() {
    RawMessage address =
        RawMessage.response().address("peer.local.", 120, new byte[] {10, 0, 0, 1});

    assertThat(look(address)).isEqualTo(Kind.RELEVANT);
  }

  @Test
  void ourOwnWordsFromAnotherNetworkOfOursAreNoRival() {
    OwnAddresses ours = new OwnAddresses();
    ours.add(InetAddress.ofLiteral("10.77.0.1"));
    ours.add(InetAddress.ofLiteral("10.78.0.1"));
    InetAddress here = InetAddress.ofLiteral("10.77.0.1");

    assertThat(claim(ours, here, new byte[] {10, 78, 0, 1})).isEqualTo(Kind.OURS);
    assertThat(claim(ours, here, new byte[] {10, 77, 0, 1})).isEqualTo(Kind.RELEVANT);
    assertThat(claim(ours, here, new byte[] {10, 77, 0, 9})).isEqualTo(Kind.RELEVANT);
  }

  private static Kind claim(OwnAddresses ours, InetAddress here, byte[] address) {
    byte[] packet = RawMessage.response().address(HOST, 120, address).bytes();
    return MdnsPacket.look(
        packet, packet.length, TYPE, HOST, claimed -> ours.fromElsewhere(claimed, here));
  }

  @Test
  void whatIsAboutOtherServicesIsNot() {
    RawMessage printer =
        RawMessage.response()
            .pointer("_ipp._tcp.local.", 120, "Printer._ipp._tcp.local.")
            .address("printer.local.", 120, new byte[] {10, 0, 0, 1});

    assertThat(look(printer)).isEqualTo(Kind.OTHER);
    assertThat(look(RawMessage.query().question("_ipp._tcp.local.", Type.PTR)))
        .isEqualTo(Kind.OTHER);
    assertThat(look(RawMessage.query().question("not_sym._tcp.local.", Type.PTR)))
        .isEqualTo(Kind.OTHER);
  }

  @Test
  void everyBeginningOfAMessageIsMalformed() {
    byte[] whole = announcement().bytes();
    for (int length = 0; length < whole.length; length++) {
      assertThat(MdnsPacket.look(whole, length, TYPE, HOST, _ -> false)).isEqualTo(Kind.MALFORMED);
    }
    assertThat(look(Arrays.copyOf(whole, whole.length + 1))).isEqualTo(Kind.MALFORMED);
  }

  /// jmdns takes it for an IPv4 address, fails to cast it, and hears nothing from then on.
  @Test
  void anAddressOfAnotherLengthIsMalformed() {
    assertThat(look(RawMessage.response().record("a.local.", Type.AAAA, 120, new byte[4])))
        .isEqualTo(Kind.MALFORMED);
    assertThat(look(RawMessage.response().record("a.local.", Type.A, 120, new byte[16])))
        .isEqualTo(Kind.MALFORMED);
  }

  @Test
  void aNameThatPointsForwardOrAtItselfIsMalformed() {
    byte[] self = {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, (byte) 0xc0, 12, 0, 12, 0, 1};
    byte[] forward = self.clone();
    forward[13] = 14;
    byte[] header = self.clone();
    header[13] = 0;

    assertThat(look(self)).isEqualTo(Kind.MALFORMED);
    assertThat(look(forward)).isEqualTo(Kind.MALFORMED);
    assertThat(look(header)).isEqualTo(Kind.MALFORMED);
  }

  @Test
  void aNameIsAsLongAsANameMayBe() {
    String most = "a.".repeat(127);

    assertThat(look(RawMessage.query().question(most, Type.PTR))).isEqualTo(Kind.OTHER);
    assertThat(look(RawMessage.query().question(most + "a.", Type.PTR))).isEqualTo(Kind.MALFORMED);
  }

  /// 150 records whose name is one of 3,000 labels: jmdns reads it for 46 seconds.
  @Test
  void thePacketThatKeepsJmdnsBusyIsMalformedAndSeenToBeAtOnce() {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.writeBytes(new byte[] {0, 0, (byte) 0x84, 0, 0, 0, 0, (byte) 150, 0, 0, 0, 0});
    for (int i = 0; i < 3_000; i++) {
      bomb.writeBytes(new byte[] {1, '_'});
    }
    bomb.write(0);
    for (int i = 0; i < 150; i++) {
      if (i > 0) {
        bomb.writeBytes(new byte[] {(byte) 0xc0, 12});
      }
      bomb.writeBytes(new byte[] {0, 12, 0, 1, 0, 0, 0, 100, 0, 2, (byte) 0xc0, 12});
    }

    assertThat(look(bomb.toByteArray())).isEqualTo(Kind.MALFORMED);
  }

  /// The worst that is let through.
  @Test
  void whatIsShownToJmdnsIsReadInNoTime() throws IOException {
    String worst = "_a.".repeat(5) + "a.".repeat(110) + "sym._tcp.local.";
    RawMessage message = RawMessage.response();
    for (int i = 0; i < 250; i++) {
      message.record(worst, Type.TXT, 120, new byte[] {0});
    }
    byte[] packet = message.bytes();
    assertThat(look(packet)).isNotEqualTo(Kind.MALFORMED);
    for (int i = 0; i < 20; i++) {
      read(packet);
    }
    long begun = System.nanoTime();
    read(packet);

    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isLessThan(1_000);
  }

  private static DNSIncoming read(byte[] packet) throws IOException {
    return new DNSIncoming(
        new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), 5_353));
  }

  @RepeatedTest(20)
  void noPacketStopsUsAndWhatIsShownToJmdnsDoesNotStopIt(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(announcement().bytes());
    seeds.add(RawMessage.query().question(TYPE, Type.PTR).question(PEER, Type.ANY).bytes());
    seeds.add(
        RawMessage.response()
            .record(HOST, Type.AAAA, 120, new byte[16])
            .pointer(TYPE, 0, PEER)
            .bytes());
    int shown = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] packet = mutated(seeds.get(random.nextInt(seeds.size())), random);
      if (look(packet) == Kind.RELEVANT) {
        shown++;
        showToJmdns(packet, run);
      }
    }
    assertThat(shown).as("seed %s", run).isPositive();
  }

  private static void showToJmdns(byte[] packet, RepetitionInfo run) {
    try {
      DNSIncoming message = read(packet);
      // What it does with every record, and what fails with a cast.
      message.getAllAnswers().forEach(record -> record.getServiceInfo());
    } catch (IOException e) {
      // It says what it does not like.
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + run + ": " + Arrays.toString(packet), e);
    }
  }

  private static byte[] mutated(byte[] seed, RandomGenerator random) {
    byte[] packet = seed.clone();
    int changes = random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(packet.length);
      switch (random.nextInt(3)) {
        case 0 -> packet[at] = (byte) random.nextInt(256);
        case 1 -> packet[at] = (byte) (packet[at] ^ 1 << random.nextInt(8));
        default -> packet = Arrays.copyOf(packet, Math.max(12, packet.length - random.nextInt(4)));
      }
    }
    return packet;
  }
}
