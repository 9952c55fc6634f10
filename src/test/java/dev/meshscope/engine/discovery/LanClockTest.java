package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanClockTest {

  /// Milliseconds that passed on either clock since the last look.
  @ParameterizedTest
  @CsvSource({
    "1000,1000,false", // a second
    "1000,1400,false", // the clock is being corrected
    "1000,61000,true", // slept, and the monotonic clock with it
    "60000,60000,true", // slept, or stood still, and both clocks went on
    "1000,-60000,true" // set back
  })
  void sleepAndASetClockAreNoticed(long passedMs, long wallMs, boolean jumped) {
    LanClock clock = new LanClock(Long.MAX_VALUE - 5, 1_000_000);

    assertThat(
            clock.jumped(
                Long.MAX_VALUE - 5 + TimeUnit.MILLISECONDS.toNanos(passedMs), 1_000_000 + wallMs))
        .isEqualTo(jumped);
  }
}
