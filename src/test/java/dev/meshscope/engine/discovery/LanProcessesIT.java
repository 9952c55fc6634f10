package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.engine.discovery.RawMessage.Received;
import dev.meshscope.engine.discovery.RawMessage.Type;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Processes that find each other by multicast on loopback.
@Tag("alone")
class LanProcessesIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String A = "10000000-0000-7000-8000-0000000000aa";
  private static final String C = "30000000-0000-7000-8000-0000000000cc";
  private static final String B = "20000000-0000-7000-8000-0000000000bb";

  private final String group = "t-" + UUID.randomUUID().toString().substring(0, 13);

  @BeforeAll
  static void multicastWorksHere() {
    try (RawMdns raw = RawMdns.open()) {
      raw.send(RawMessage.response().text("probe.local.", 1, "processes"));
      Assumptions.assumeFalse(
          raw.heard(Duration.ofSeconds(2), it -> it.content().contains("processes")).isEmpty(),
          "multicast on loopback does not come back here");
    } catch (IOException e) {
      Assumptions.abort("no mDNS on loopback here: " + e.getMessage());
    }
  }

  private LanChild child(String id, String name, int port) {
    return LanChild.start(List.of(), id, name, group, Integer.toString(port), "loopback", "quick");
  }

  @Test
  void processesFindEachOtherAndNoticeRestartsGoodbyesAndDeaths() throws IOException {
    try (LanChild a = child(A, "alpha", 4_001);
        LanChild b = child(B, "beta", 4_002);
        LanChild c = child(C, "gamma", 4_003)) {
      a.line(0, SOON, "found " + B + " beta [127.0.0.1:4002]");
      b.line(0, SOON, "found " + A + " alpha [127.0.0.1:4001]");
      a.line(0, SOON, "found " + C + " gamma [127.0.0.1:4003]");

      // Killed; and the other one is started again where it now listens on another port.
      c.kill();
      b.kill();
      int mark = a.mark();
      try (LanChild again = child(B, "beta", 4_004)) {
        a.line(mark, SOON, "found " + B + " beta [127.0.0.1:4004]");
        again.line(0, SOON, "found " + A);
        mark = a.mark();
        again.leave();
        again.line(0, SOON, "closed");
        a.line(mark, SOON, "lost " + B);
        assertThat(again.saidElse()).isEmpty();
      }
      a.line(0, SOON, "lost " + C);
      assertThat(answers(A, 4_001)).isTrue();
      assertThat(a.saidElse()).isEmpty();
    }
  }

  /// Asks from a port of its own, so that the answer comes to it alone (RFC 6762, 6.7).
  private boolean answers(String id, int port) throws IOException {
    String name = id + "._" + group + "._tcp.local.";
    byte[] question = RawMessage.query().question(name, Type.SRV).bytes();
    try (DatagramSocket socket = new DatagramSocket(0, LanProcess.LOOPBACK.address())) {
      socket.setSoTimeout(500);
      for (int i = 0; i < 20; i++) {
        socket.send(
            new DatagramPacket(
                question, question.length, InetAddress.ofLiteral("224.0.0.251"), 5_353));
        if (answer(socket).stream()
            .anyMatch(
                it -> it.name().equals(name) && it.content().toString().contains(port + " "))) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Received> answer(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[9_000], 9_000);
    try {
      socket.receive(packet);
      return RawMessage.records(Arrays.copyOf(packet.getData(), packet.getLength()));
    } catch (SocketTimeoutException e) {
      return List.of();
    }
  }
}
