package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WallClockTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final long NOON_NS = TimeUnit.SECONDS.toNanos(NOON.getEpochSecond());
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  @Test
  void monotonicTimeRunsAlongTheWallClock() {
    WallClock clock = new WallClock(-7, NOON_NS);

    assertThat(clock.at(-7)).isEqualTo(NOON);
    assertThat(clock.at(-7 + MINUTE)).isEqualTo(NOON.plusSeconds(60));
    assertThat(clock.at(-8)).isEqualTo(NOON.minusNanos(1));
  }

  @Test
  void aSleepMovesOnlyWhatComesAfterIt() {
    WallClock clock = new WallClock(0, NOON_NS);
    clock.follow(MINUTE, NOON_NS + TimeUnit.HOURS.toNanos(8));

    assertThat(clock.at(MINUTE - 1)).isEqualTo(NOON.plusNanos(MINUTE - 1));
    assertThat(clock.at(2 * MINUTE)).isEqualTo(NOON.plus(Duration.ofHours(8)).plusSeconds(60));
  }

  @Test
  void aSmallCorrectionIsFollowedAndWhatWasToldBeforeStays() {
    WallClock clock = new WallClock(0, NOON_NS);
    clock.follow(MINUTE, NOON_NS + MINUTE - TimeUnit.MILLISECONDS.toNanos(500));

    assertThat(clock.at(MINUTE - 1)).isEqualTo(NOON.plusNanos(MINUTE - 1));
    assertThat(clock.at(2 * MINUTE)).isEqualTo(NOON.plusSeconds(120).minusMillis(500));
  }

  @Test
  void aClockThatRunsALittleFasterIsFollowedInTheLongRun() {
    WallClock clock = new WallClock(0, NOON_NS);
    long tick = TimeUnit.MILLISECONDS.toNanos(100);
    for (long now = tick; now <= 60 * MINUTE; now += tick) {
      clock.follow(now, NOON_NS + now + now / 2_000);
    }

    Instant shown = clock.at(60 * MINUTE);
    Instant right = NOON.plus(Duration.ofHours(1)).plusMillis(1_800);
    assertThat(Duration.between(shown, right).abs()).isLessThan(Duration.ofMillis(11));
  }
}
