package dev.meshscope.lab.world;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/// A process that was started. On any thread.
interface Child {

  /// Its process.
  ProcessHandle handle();

  /// When it was started.
  Instant started();

  /// What it was told and nobody else is.
  default List<String> secrets() {
    return List.of();
  }

  /// Sends it a line; nothing happens if it takes none, or is gone.
  void ask(String line);

  /// Asks it to end.
  void stop();

  /// Completed when it has ended.
  CompletableFuture<?> onExit();

  /// Its status; empty if it runs, or if nobody knows.
  OptionalInt exit();
}
