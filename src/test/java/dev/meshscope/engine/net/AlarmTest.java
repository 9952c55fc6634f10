package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// In frozen time; what is read is a task that the loop finds.
class AlarmTest {
  private final MockTicker ticker = Ticker.newMockTicker();
  private final EmbeddedChannel loop = EmbeddedChannel.builder().ticker(ticker).build();
  private final List<String> done = new ArrayList<>();

  @AfterEach
  void nothingIsLeftBehind() {
    loop.finishAndReleaseAll();
  }

  @Test
  void itGoesOffWhenItIsDueAndOnlyOnce() {
    set(1_000);
    pass(999);
    assertThat(done).isEmpty();
    pass(1);
    pass(5_000);

    assertThat(done).containsExactly("alarm");
  }

  @Test
  void afterALongStopWhatHasComeIsReadFirst() {
    set(1_000);
    pass(60_000);
    read();
    pass(49);
    assertThat(done).containsExactly("read");
    pass(1);
    pass(60_000);

    assertThat(done).containsExactly("read", "alarm");
  }

  @Test
  void aLittleLateIsNotLate() {
    set(1_000);
    pass(1_250);

    assertThat(done).containsExactly("alarm");
  }

  @Test
  void whatIsOverIsDueAtOnceAndNotLate() {
    set(-60_000);
    pass(0);

    assertThat(done).containsExactly("alarm");
  }

  @Test
  void itCanBeCancelledAlsoWhileItWaitsForTheReading() {
    Alarm early = set(1_000);
    early.cancel();
    Alarm late = set(1_000);
    pass(60_000);
    late.cancel();
    pass(60_000);

    assertThat(done).isEmpty();
  }

  private Alarm set(long inMillis) {
    return Alarm.set(
        loop.eventLoop(), TimeUnit.MILLISECONDS.toNanos(inMillis), () -> done.add("alarm"));
  }

  private void read() {
    done.add("read");
  }

  private void pass(long millis) {
    ticker.advance(millis, TimeUnit.MILLISECONDS);
    loop.runScheduledPendingTasks();
  }
}
