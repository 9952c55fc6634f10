package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Limits;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BrakeTest {
  private static final int LONG = (int) Brake.SHARE_BYTES;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong unread = new AtomicLong();
  private final Brake brake = new Brake(() -> Limits.DEFAULT, unread::get);

  @Test
  void whoSaysLittleWaitsForNobodyElsesFlood() {
    unread.set(10 * Brake.UNREAD_BYTES);

    for (int i = 0; i < 100; i++) {
      assertThat(brake.passed(i, 200)).isNull();
    }
  }

  @Test
  void whoBroughtItWaitsUntilHalfOfItIsRead() {
    unread.set(Brake.UNREAD_BYTES);
    Brake.Pause pause = brake.passed(0, LONG);

    assertThat(pause).isEqualTo(new Brake.Pause(Brake.MOST_PATIENCE_NS, null));
    unread.set(Brake.UNREAD_BYTES / 2);
    assertThat(brake.over(pause, 1)).isFalse();
    unread.set(Brake.UNREAD_BYTES / 2 - 1);
    assertThat(brake.over(pause, 1)).isTrue();
  }

  @Test
  void whatItBroughtWhenThereWasRoomDoesNotCount() {
    for (int i = 0; i < 100; i++) {
      assertThat(brake.passed(i * SECOND, LONG - 1)).isNull();
    }
    unread.set(Brake.UNREAD_BYTES);

    assertThat(brake.passed(100 * SECOND, 1)).isNotNull();
    unread.set(0);
    assertThat(brake.passed(101 * SECOND, 1)).isNull();
    unread.set(Brake.UNREAD_BYTES);
    assertThat(brake.passed(102 * SECOND, 1)).isNull();
  }

  @Test
  void whoReadsNothingAtAllHoldsNobodyUpForLongerThanASecond() {
    unread.set(Long.MAX_VALUE);
    Brake.Pause pause = brake.passed(0, LONG);

    assertThat(pause).isNotNull();
    assertThat(brake.over(pause, SECOND - 1)).isFalse();
    assertThat(brake.over(pause, SECOND)).isTrue();
    assertThat(brake.passed(SECOND + 1, LONG)).as("not again").isNull();
    unread.set(0);
    assertThat(brake.passed(SECOND + 2, LONG)).isNull();
    unread.set(Long.MAX_VALUE);
    assertThat(brake.passed(SECOND + 3, LONG)).as("there was room in between").isNotNull();
  }
}
