package dev.meshscope.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.RawClient;
import dev.meshscope.outside.RawPeers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The flood of [Flood], shorter, with bounds that hold on a busy machine too; and the one resource
/// that no flood may use up.
@Tag("proof")
class FloodIT {
  private static final Flood.Plan SHORT = new Flood.Plan(10_000, 8, 200, Garbage.MIX, 18, 2);
  private static final Path LIMITER = Path.of("/usr/bin/prlimit");
  private static final int DESCRIPTORS = 200;

  @TempDir private Path folder;

  @Test
  void healthyPeersNoticeNothingOfAFloodAndTheNodeSaysLittle() throws Exception {
    Flood.Result result = Flood.run(folder, SHORT, System.out);

    assertThat(result.made()).isGreaterThan(10_000);
    assertThat(result.lost()).isZero();
    assertThat(result.harm()).isEmpty();
    assertThat(result.newcomersMs()).anyMatch(millis -> millis >= 0);
    assertThat(result.after().heapKib() - result.before().heapKib())
        .isLessThan(FloodReport.MOST_LEFT_KIB);
    assertThat(result.mostResidentKib()).isLessThan(FloodReport.MOST_RESIDENT_KIB);
    assertThat(result.after().sockets()).isEqualTo(result.before().sockets());
    assertThat(result.errLinesPerSecond()).isLessThanOrEqualTo(FloodReport.MOST_ERR_LINES);
    assertThat(result.linesPerSecond() - result.calmLines())
        .as("lines a second that the flood adds; by kind, in all: %s", result.lines())
        .isLessThan(FloodReport.MOST_LINES);
  }

  /// More silent connections than the process may have descriptors: whoever is connected stays
  /// connected, and when the others are gone everything is as before.
  @Test
  void aNodeWithoutFreeDescriptorsGoesOn() throws Exception {
    assumeThat(Files.isExecutable(LIMITER)).as("prlimit is there").isTrue();
    String limit = "--nofile=" + DESCRIPTORS + ":" + DESCRIPTORS;
    try (Program node =
            Launch.program().inside(LIMITER.toString(), limit).keeping("started").node(folder);
        RawClient peer = RawClient.dial(node.port()).join()) {
      try (RawPeers silent = RawPeers.silent(node.port(), 2 * DESCRIPTORS)) {
        // What there is no descriptor for is turned away, some of it before it knows it was let in.
        assertThat(silent.awaitClosed(DESCRIPTORS, 20_000)).as("the rest is turned away").isTrue();
        for (int i = 0; i < 5; i++) {
          assertThat(peer.answersPing()).as("the connected peer is served").isTrue();
          silent.awaitClosed(2 * DESCRIPTORS, 500);
        }
      }
      try (RawClient late = RawClient.dial(node.port()).join()) {
        assertThat(late.answersPing()).isTrue();
      }
      assertThat(peer.answersPing()).isTrue();
      assertThat(node.errLines()).isLessThan(100);
    }
  }
}
