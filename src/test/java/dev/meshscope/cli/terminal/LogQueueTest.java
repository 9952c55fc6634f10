package dev.meshscope.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogQueueTest {

  /// Takes nothing until it is let go.
  private static final class Stalled extends Handler {
    private final CountDownLatch taken = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<String> told = new ArrayList<>();

    @Override
    public void publish(LogRecord record) {
      taken.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      told.add(record.getMessage());
    }

    @Override
    public void flush() {
      // nothing is kept back
    }

    @Override
    public void close() {
      throw new AssertionError("it might wait");
    }
  }

  @Test
  void whoLogsDoesNotWaitAndWhatIsLostIsTold() throws Exception {
    Stalled stalled = new Stalled();
    LogQueue log = new LogQueue(stalled);
    log.publish(new LogRecord(Level.INFO, "first"));
    stalled.taken.await();
    for (int i = 0; i < LogQueue.CAPACITY + 7; i++) {
      log.publish(new LogRecord(Level.INFO, "more"));
    }
    stalled.goOn.countDown();
    log.close();

    assertThat(stalled.told).hasSize(LogQueue.CAPACITY + 2).startsWith("first");
    assertThat(stalled.told.get(1)).isEqualTo("7 log records dropped: nobody reads fast enough");
  }

  @Test
  void theEndWaitsForNobody() throws Exception {
    Stalled stalled = new Stalled();
    LogQueue log = new LogQueue(stalled);
    log.publish(new LogRecord(Level.INFO, "first"));
    stalled.taken.await();
    log.close();
    assertThat(stalled.told).isEmpty();
    stalled.goOn.countDown();
  }
}
