package dev.meshscope.lab.world;

import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Messages in one direction, five a second, until it is enough. On the world's timer.
final class Talk {
  private static final Logger LOG = Logger.getLogger(Talk.class.getName());
  private static final long EVERY_MS = 200;

  private final ScheduledFuture<?> ticks;

  /// @param numbers of the round's messages: no two have the same text
  /// @param say sends a text
  /// @param enough whether it has had what it wanted
  Talk(
      ScheduledExecutorService timer,
      AtomicInteger numbers,
      Consumer<String> say,
      BooleanSupplier enough) {
    ticks =
        timer.scheduleWithFixedDelay(
            () -> tick(numbers, say, enough), 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void tick(AtomicInteger numbers, Consumer<String> say, BooleanSupplier enough) {
    try {
      if (enough.getAsBoolean()) {
        ticks.cancel(false);
      } else {
        say.accept(String.format(Locale.ROOT, "%s%d", World.MESSAGE, numbers.incrementAndGet()));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a talk of the lab ended early", e);
      throw e;
    }
  }

  boolean done() {
    return ticks.isDone();
  }
}
