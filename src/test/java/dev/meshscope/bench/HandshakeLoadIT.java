package dev.meshscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The load of [HandshakeLoad], smaller, with bounds that hold on a busy machine too.
@Tag("proof")
class HandshakeLoadIT {
  private static final int PEERS = 300;

  @Test
  void allPeersThatDialAtOnceAreLive() throws Exception {
    HandshakeLoad.Result result = HandshakeLoad.fresh(PEERS, 1);

    assertThat(result.live()).isEqualTo(PEERS);
    assertThat(result.millis()).isLessThan(20_000);
    assertThat(result.afterKib()).isLessThan(250_000);
  }
}
