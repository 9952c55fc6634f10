package dev.meshscope.ui;

import dev.meshscope.ui.feed.FxDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;

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

  /// Draws what the scene shows by now into a file. On the JavaFX thread.
  public static void draw(Scene scene, Path file) {
    try {
      Picture.write(scene.snapshot(null), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
