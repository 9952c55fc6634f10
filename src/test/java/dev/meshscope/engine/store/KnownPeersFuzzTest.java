package dev.meshscope.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.KnownKeys;
import dev.meshscope.fuzz.FuzzTest;
import java.util.List;
import tools.jackson.core.JacksonException;

/// Pinned keys are read whole or not at all: half of them would be trust given away.
class KnownPeersFuzzTest extends FuzzTest {

  @Override
  protected List<String> corpus() {
    return List.of("known-peers", "json");
  }

  @Override
  protected void check(byte[] input) {
    KnownKeys pinned;
    try {
      pinned = KnownPeers.parse(input);
    } catch (JacksonException | IllegalArgumentException e) {
      return;
    }
    assertThat(KnownPeers.parse(KnownPeers.write(pinned))).isEqualTo(pinned);
  }
}
