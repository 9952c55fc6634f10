package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// In frozen time.
class TimersTest {
  private static final Input ONE = new Input.Woken(new TransportId(1));
  private static final Input TWO = new Input.Woken(new TransportId(2));

  private final MockTicker ticker = Ticker.newMockTicker();
  private final EmbeddedChannel loop = EmbeddedChannel.builder().ticker(ticker).build();
  private final List<Input> brought = new ArrayList<>();
  private final Timers timers = new Timers(loop.eventLoop(), brought::add);

  @AfterEach
  void nothingIsLeftBehind() {
    loop.finishAndReleaseAll();
  }

  @Test
  void aLaterWishReplacesTheEarlierOne() {
    timers.wake(ONE, 100);
    timers.wake(ONE, 200);
    pass(100);
    assertThat(brought).isEmpty();
    pass(100);

    assertThat(brought).containsExactly(ONE);
  }

  @Test
  void aTransportThatHasClosedIsNotCalledAnyMore() {
    timers.wake(ONE, 100);
    timers.wake(TWO, 100);
    timers.happened(
        TickTest.NOBODY,
        List.of(
            new MeshEvent.Closed(
                0,
                new TransportId(1),
                null,
                Direction.INBOUND,
                CloseReason.REMOTE_CLOSED,
                Cause.none(),
                0)));
    pass(100);

    assertThat(brought).containsExactly(TWO);
  }

  private void pass(long ns) {
    ticker.advance(ns, TimeUnit.NANOSECONDS);
    loop.runScheduledPendingTasks();
  }
}
