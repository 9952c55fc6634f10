package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistryAgesTest {
  private static final NodeId PEER = new NodeId("50000000-0000-7000-8000-00000000000a");
  private static final long WALL_MS = 1_761_900_000_000L;
  private static final long HOUR_MS = 3_600_000;

  private final RegistryAges ages = new RegistryAges();

  private long age(long writtenMs, long wallMs, long nowMs) {
    return ages.ageMs(
        new RegistryEntry(PEER, new NodeName("raw"), 4_000, 17, "_sym._tcp", writtenMs),
        wallMs,
        nowMs);
  }

  @Test
  void atTheFirstLookTheWallClockSays() {
    assertThat(age(WALL_MS - 700, WALL_MS, 0)).isEqualTo(700);
  }

  @Test
  void aClockThatIsSetMakesNobodyOlder() {
    age(WALL_MS, WALL_MS + 1, 0);
    assertThat(age(WALL_MS, WALL_MS + HOUR_MS, 4_000)).isEqualTo(4_001);
    assertThat(age(WALL_MS, WALL_MS - HOUR_MS, 5_000)).isEqualTo(5_001);
  }

  @Test
  void whoWritesAgainIsAsYoungAsTheLook() {
    age(WALL_MS, WALL_MS, 0);
    assertThat(age(WALL_MS - HOUR_MS, WALL_MS, 5_000)).isZero();
    assertThat(age(WALL_MS - HOUR_MS, WALL_MS, 35_000)).isEqualTo(30_000);
  }

  @Test
  void whoWasAwayIsLookedAtAnew() {
    age(WALL_MS, WALL_MS, 0);
    ages.keep(Set.of());
    assertThat(age(WALL_MS - HOUR_MS, WALL_MS, 5_000)).isEqualTo(HOUR_MS);
  }
}
