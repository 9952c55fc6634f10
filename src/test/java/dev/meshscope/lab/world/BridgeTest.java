package dev.meshscope.lab.world;

import static dev.meshscope.lab.world.Medium.LAN;
import static dev.meshscope.lab.world.Medium.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class BridgeTest {
  private static final Set<Medium> BOTH = Set.of(REGISTRY, LAN);

  @Test
  void whatIsSaidOnAMediumIsHeardOnTheSameOne() {
    assertThat(Bridge.reaches(BOTH, LAN, BOTH, LAN)).isTrue();
    assertThat(Bridge.reaches(BOTH, REGISTRY, BOTH, LAN)).isFalse();
    assertThat(Bridge.reaches(BOTH, LAN, Set.of(LAN), LAN)).isTrue();
  }

  @Test
  void whereTwoHaveNothingInCommonTheLabSaysItInTheirStead() {
    assertThat(Bridge.reaches(Set.of(LAN), LAN, Set.of(REGISTRY), REGISTRY)).isTrue();
    assertThat(Bridge.reaches(BOTH, REGISTRY, Set.of(LAN), LAN)).isFalse();
  }
}
