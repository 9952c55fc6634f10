package dev.meshscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.bench.WindowLoad.Found;
import dev.meshscope.outside.RawPeers;
import dev.meshscope.ui.Fx;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The measurement of `mvn test-compile exec:exec@crowd`, short, with a bound that a busy machine
/// keeps: it is measured against the same window with nobody in it, a moment before.
@Tag("proof")
class WindowLoadIT {
  private static final int PEERS = 2_000;

  /// An even pulse, in milliseconds: who is served within one was not kept waiting.
  private static final double PULSE_MS = 1_000 / 60.0;

  @BeforeAll
  static void startJavaFx() {
    Fx.start();
  }

  @Test
  void withTwoThousandPeersThatComeAndGoTheWindowStillServes() throws Exception {
    try (WindowLoad load = new WindowLoad(1440, 900)) {
      Found idle = load.idle(2);
      try (RawPeers crowd = load.crowd(PEERS)) {
        load.watch(crowd, 2, 0);
        Found crowded = load.watch(crowd, 5, 5);

        String found = "nobody: " + idle + "; a crowd: " + crowded;
        assertThat(crowded.rows()).as(found).isGreaterThanOrEqualTo(PEERS);
        assertThat(crowded.busy()).as(found).isLessThan(0.7);
        assertThat(crowded.served().p99())
            .as(found)
            .isLessThan(10 * Math.max(PULSE_MS, idle.served().p99()));
        assertThat(load.dropped()).isZero();
        assertThat(crowd.returned()).isPositive();
      }
    }
  }
}
