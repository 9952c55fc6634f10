package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private final DefaultEventExecutor loop = new DefaultEventExecutor();
  // Written on the loop, read when that is waited for.
  private final List<String> done = new ArrayList<>();

  @AfterEach
  void end() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }

  @Test
  void whatIsHandedOverIsDoneInItsTurn() {
    assertThat(Handover.to(loop, () -> done.add("first"))).isTrue();
    Handover.andWait(loop, () -> done.add("second"), 10);

    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void aLoopThatHasEndedTakesNothingAndThatIsNoFault() {
    end();

    assertThat(Handover.to(loop, () -> done.add("late"))).isFalse();
    Handover.andWait(loop, () -> done.add("later"), 10);

    assertThat(done).isEmpty();
  }

  @Test
  void nobodyIsHeldByALoopThatStandsStill() {
    CountDownLatch still = new CountDownLatch(1);
    loop.execute(
        () -> {
          try {
            still.await(10, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try {
      Handover.andWait(loop, () -> done.add("waits"), 0);

      assertThat(done).isEmpty();
    } finally {
      still.countDown();
    }
  }
}
