package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 5, Long.MIN_VALUE, -1})
  void aBurstIsFreeAndWhatIsBeyondItIsPausedFor(long begin) {
    Pace pace = new Pace(10, 5);

    for (int i = 0; i < 5; i++) {
      assertThat(pace.spend(begin, 1)).as("unit %d", i).isZero();
    }
    assertThat(pace.spend(begin, 1)).isEqualTo(SECOND / 10);
    assertThat(pace.spend(begin, 9)).isEqualTo(SECOND);
    assertThat(pace.spend(begin + SECOND, 1)).isEqualTo(SECOND / 10);
  }

  @Test
  void restFillsTheBurstAgainAndNoMoreThanThat() {
    Pace pace = new Pace(10, 5);
    pace.spend(0, 5);

    assertThat(pace.spend(100 * SECOND, 5)).isZero();
    assertThat(pace.spend(100 * SECOND, 1)).isEqualTo(SECOND / 10);
  }

  @Test
  void whoKeepsThePaceIsNeverPaused() {
    Pace pace = new Pace(10, 1);

    for (int i = 0; i < 1_000; i++) {
      assertThat(pace.spend(i * SECOND / 10, 1)).as("unit %d", i).isZero();
    }
  }
}
