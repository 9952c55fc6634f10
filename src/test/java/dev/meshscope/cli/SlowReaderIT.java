package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Proc;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.RawClient;
import dev.meshscope.outside.Wire;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A peer that says who it is and then reads nothing.
class SlowReaderIT {
  private static final String SLOW = "50000000-0000-7000-8000-000000000005";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int MESSAGES = 2_000;
  private static final int LENGTH = 60_000;
  private static final long MOST_MORE_KIB = 60_000;

  @TempDir private Path folder;

  @Test
  void whoDoesNotReadIsClosedAndWhatWasNotHandedOverIsSaid() throws Exception {
    try (Program node = Launch.shipped().node(folder);
        Socket slow = new Socket()) {
      slow.setReceiveBufferSize(8_192);
      slow.connect(
          new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()), 10_000);
      OutputStream out = slow.getOutputStream();
      out.write(Wire.frame(Wire.handshake(SLOW, "slow", Wire.key(new Random(3)))));
      out.flush();
      node.event(0, SOON, "joined");
      try (RawClient other = RawClient.dial(node.port()).join()) {
        long before = new Proc(node.process().pid()).residentKib();
        int mark = node.mark();
        String text = "x".repeat(LENGTH);
        for (int i = 0; i < MESSAGES; i++) {
          node.write("{\"do\":\"send\",\"to\":\"" + SLOW + "\",\"text\":\"" + text + "\"}");
        }
        JsonNode closed =
            node.event(
                mark, SOON, e -> Program.is(e, "closed") && e.path("peer").asString().equals(SLOW));
        assertThat(closed.path("reason").asString()).isEqualTo("slow-reader");
        // What came after is not called sent.
        assertThat(node.event(mark, SOON, "command-failed").path("why").asString())
            .contains("nothing was sent");
        assertThat(other.answersPing()).isTrue();
        assertThat(new Proc(node.process().pid()).residentKib()).isLessThan(before + MOST_MORE_KIB);
      }
    }
  }
}
