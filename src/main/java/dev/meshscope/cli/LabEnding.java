package dev.meshscope.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Keeps the program from ending, at Ctrl-C or SIGTERM, before what came of the run is told. Closed
/// on the thread that tells it; a shutdown hook waits for that.
final class LabEnding implements AutoCloseable {
  private static final long LONGEST_SECONDS = 30;

  private final CompletableFuture<Boolean> told = new CompletableFuture<>();
  private final Thread hook = Thread.ofPlatform().name("lab-told").unstarted(this::hold);

  private LabEnding() {}

  /// From now on.
  static LabEnding delayed() {
    LabEnding ending = new LabEnding();
    Runtime.getRuntime().addShutdownHook(ending.hook);
    return ending;
  }

  private void hold() {
    told.completeOnTimeout(false, LONGEST_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    told.complete(true);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running: the program ends.
    }
  }
}
