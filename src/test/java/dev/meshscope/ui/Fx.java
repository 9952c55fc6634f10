package dev.meshscope.ui;

import dev.meshscope.ui.feed.FxDoor;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/// JavaFX for tests and measurements: started once per process, whoever comes first.
public final class Fx {
  private Fx() {}

  /// Starts it, unless it runs, and keeps it running without windows.
  public static void start() {
    try {
      Platform.startup(() -> {});
    } catch (IllegalStateException e) {
      // Somebody else has started it.
    }
    Platform.setImplicitExit(false);
  }

  /// Does this on the JavaFX thread and waits for it.
  public static <T> T on(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    FxDoor.enter(task);
    try {
      return task.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  /// Does this on the JavaFX thread and waits for it.
  public static void run(Runnable work) throws Exception {
    on(
        () -> {
          work.run();
          return true;
        });
  }
}
