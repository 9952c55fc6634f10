package dev.meshscope.lab.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The proxy between two real sockets.
@Timeout(30)
class ExchangeTest {
  private static final End SURVIVOR = new End("survivor", 1);
  private static final End PEER = new End("peer", 1);

  private final Exchange exchange = new Exchange();
  private ServerSocket survivor;
  private Door door;

  /// The peer's socket, and the survivor's.
  private Socket near;

  private Socket far;

  @BeforeEach
  void connect() throws IOException {
    survivor = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    door = exchange.door(PEER, SURVIVOR, survivor.getLocalPort());
    near = dial();
    far = survivor.accept();
    far.setSoTimeout(10_000);
    until(passage -> true);
  }

  @AfterEach
  void close() throws IOException {
    near.close();
    far.close();
    survivor.close();
    exchange.close();
  }

  @Test
  void bytesPassBothWays() throws IOException {
    say(near, "hello");
    assertThat(hear(far, 5)).isEqualTo("hello");
    say(far, "hi");
    assertThat(hear(near, 2)).isEqualTo("hi");
  }

  @Test
  void manyBytesPassUnchanged() throws Exception {
    byte[] sent = new byte[8 << 20];
    new Random(1).nextBytes(sent);
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    near.getOutputStream().write(sent);
                    near.shutdownOutput();
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });
    assertThat(far.getInputStream().readAllBytes()).isEqualTo(sent);
    writer.join();
  }

  @Test
  void anEndIsPassedOn() throws IOException {
    near.close();
    assertThat(far.getInputStream().read()).isEqualTo(-1);
    far.close();
    Passage passage = until(p -> p.ended() != null);
    assertThat(passage.held()).isFalse();
    assertThat(passage.broken()).isNotNull();
  }

  @Test
  void aResetIsPassedOn() throws IOException {
    near.setSoLinger(true, 0);
    near.close();
    assertThatThrownBy(() -> far.getInputStream().read()).isInstanceOf(SocketException.class);
  }

  @Test
  void aHeldEndNoticesNothingAndWhatItSaysIsSwallowed() throws IOException {
    exchange.hold("peer");
    say(near, "alive");
    assertThat(hear(far, 5)).isEqualTo("alive");
    say(far, "yes");
    assertThat(hear(near, 3)).isEqualTo("yes");

    near.close();
    until(Passage::held);
    say(far, "are you there?");
    far.setSoTimeout(300);
    assertThatThrownBy(() -> far.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    Passage passage = until(p -> p.swallowed() == 14);
    assertThat(passage.ended()).isNull();

    far.close();
    until(p -> p.ended() != null);
  }

  @Test
  void aHoldConcernsOnlyWhatIsOpen() throws IOException {
    exchange.hold("peer");
    try (Socket later = dial();
        Socket accepted = survivor.accept()) {
      accepted.setSoTimeout(10_000);
      later.shutdownOutput();
      assertThat(accepted.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void theOtherEndOfAHeldConnectionMayStillEndIt() throws IOException {
    exchange.hold("peer");
    far.close();
    assertThat(near.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void whatCannotPassWaitsAndArrivesAfterHealing() throws IOException {
    exchange.partition("peer", "survivor");
    say(near, "one two");
    say(far, "the other way works");
    assertThat(hear(near, 19)).isEqualTo("the other way works");
    far.setSoTimeout(300);
    assertThatThrownBy(() -> far.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    Instant during = Instant.now();

    exchange.heal("peer", "survivor");
    far.setSoTimeout(10_000);
    assertThat(hear(far, 7)).isEqualTo("one two");
    Passage passage = until(p -> true);
    assertThat(passage.wellAt(during)).isFalse();
    assertThat(passage.wellAt(Instant.now())).isTrue();
  }

  @Test
  void aPartitionConcernsNewConnectionsToo() throws IOException {
    exchange.partition("peer", "survivor");
    try (Socket later = dial();
        Socket accepted = survivor.accept()) {
      say(later, "hello");
      accepted.setSoTimeout(300);
      assertThatThrownBy(() -> accepted.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      exchange.heal("peer", "survivor");
      accepted.setSoTimeout(10_000);
      assertThat(hear(accepted, 5)).isEqualTo("hello");
    }
  }

  @Test
  void anEndBehindAPartitionIsSeenAfterHealing() throws IOException {
    exchange.partition("peer", "survivor");
    say(near, "last words");
    near.close();
    far.setSoTimeout(300);
    assertThatThrownBy(() -> far.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    exchange.heal("peer", "survivor");
    far.setSoTimeout(10_000);
    assertThat(hear(far, 10)).isEqualTo("last words");
    assertThat(far.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void aDelayedByteIsLateAndInOrder() throws IOException {
    exchange.delay("peer", "survivor", Duration.ofMillis(200));
    long begun = System.nanoTime();
    say(near, "a");
    say(near, "b");
    assertThat(hear(far, 2)).isEqualTo("ab");
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  @Test
  void aCutEndsBothEnds() throws IOException {
    exchange.cut("survivor", "peer", false);
    assertThat(near.getInputStream().read()).isEqualTo(-1);
    assertThat(far.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void aResetCutBreaksBothEnds() {
    exchange.cut("peer", "survivor", true);
    assertThatThrownBy(() -> near.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> far.getInputStream().read()).isInstanceOf(SocketException.class);
  }

  @Test
  void aClosedDoorRefusesAndKeepsWhatIsOpen() throws IOException {
    int port = door.port();
    door.close();
    untilTrue(
        () -> {
          try (Socket refused = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !refused.isConnected();
          } catch (ConnectException e) {
            return true;
          }
        });
    say(near, "still here");
    assertThat(hear(far, 10)).isEqualTo("still here");
  }

  @Test
  void aDoorToNobodyBreaksOff() throws IOException {
    survivor.close();
    try (Socket lost = dial()) {
      assertThatThrownBy(
              () -> {
                if (lost.getInputStream().read() < 0) {
                  throw new SocketException("closed");
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void whoSpokeAndWhatPassedIsKnown() throws IOException {
    String handshake =
        "{\"type\":\"handshake\",\"nodeId\":\"id\",\"name\":\"n\",\"publicKey\":\"k\"}";
    byte[] bytes =
        concat(frame(handshake), frame("{\"type\":\"ping\"}"), frame("{\"type\":\"ping\"}"));
    // In pieces, as a network may do.
    for (int i = 0; i < bytes.length; i += 7) {
      near.getOutputStream().write(bytes, i, Math.min(7, bytes.length - i));
      near.getOutputStream().flush();
    }
    far.getInputStream().readNBytes(bytes.length);
    far.getOutputStream().write(frame("{\"type\":\"pong\"}"));
    hear(near, 4 + 15);

    Passage passage = until(p -> p.back().first("pong") != null);
    assertThat(passage.from()).isEqualTo(PEER);
    assertThat(passage.to()).isEqualTo(SURVIVOR);
    assertThat(passage.dialPort()).isEqualTo(near.getLocalPort());
    assertThat(passage.farPort()).isEqualTo(far.getPort());
    assertThat(passage.there().hello())
        .extracting(
            Passage.Hello::nodeId,
            Passage.Hello::name,
            Passage.Hello::publicKey,
            Passage.Hello::extras)
        .containsExactly("id", "n", "k", false);
    assertThat(passage.saidBy("peer").frames().get("ping"))
        .extracting(Passage.Frames::count)
        .isEqualTo(2L);
    assertThat(passage.saidBy("survivor").frames()).containsOnlyKeys("pong");
  }

  @Test
  void whatIsNoFramePassesAllTheSame() throws IOException {
    byte[] garbage = new byte[5_000];
    new Random(2).nextBytes(garbage);
    near.getOutputStream().write(garbage);
    assertThat(far.getInputStream().readNBytes(garbage.length)).isEqualTo(garbage);
  }

  @Test
  void afterClosingNothingIsOpen() throws IOException {
    exchange.close();
    assertThat(near.getInputStream().read()).isEqualTo(-1);
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), door.port()))
        .isInstanceOf(Exception.class);
  }

  private Socket dial() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private static String hear(Socket socket, int bytes) throws IOException {
    InputStream in = socket.getInputStream();
    return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  private static byte[] frame(String json) {
    byte[] payload = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + payload.length).putInt(payload.length).put(payload).array();
  }

  private static byte[] concat(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(4096);
    for (byte[] part : parts) {
      all.put(part);
    }
    byte[] bytes = new byte[all.position()];
    all.flip().get(bytes);
    return bytes;
  }

  /// The first connection, once it is as wanted.
  private Passage until(Predicate<Passage> wanted) {
    Passage[] found = new Passage[1];
    untilTrue(
        () -> {
          var passages = exchange.passages();
          found[0] = passages.isEmpty() ? null : passages.getFirst();
          return found[0] != null && wanted.test(found[0]);
        });
    return found[0];
  }

  private interface Check {
    boolean holds() throws IOException;
  }

  private static void untilTrue(Check check) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    try {
      while (!check.holds()) {
        if (System.nanoTime() > end) {
          throw new AssertionError("not within 10 s");
        }
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
