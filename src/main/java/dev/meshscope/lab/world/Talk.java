package dev.meshscope.lab.world;

import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Messages in one direction, five a second, until one has arrived. On the world's timer.
final class Talk {
  private static final long EVERY_MS = 200;

  private final ScheduledFuture<?> ticks;
  private int number;

  /// @param say sends a text
  /// @param arrived whether one has arrived
  Talk(ScheduledExecutorService timer, Consumer<String> say, BooleanSupplier arrived) {
    ticks =
        timer.scheduleWithFixedDelay(() -> tick(say, arrived), 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void tick(Consumer<String> say, BooleanSupplier arrived) {
    if (arrived.getAsBoolean()) {
      ticks.cancel(false);
    } else {
      say.accept(String.format(Locale.ROOT, "%s%d", World.MESSAGE, ++number));
    }
  }

  boolean done() {
    return ticks.isDone();
  }
}
