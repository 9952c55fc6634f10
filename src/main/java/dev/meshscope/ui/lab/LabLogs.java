package dev.meshscope.ui.lab;

import dev.meshscope.lab.process.Folders;
import dev.meshscope.lab.scenario.Lane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// Where the runs of one window leave their logs: a folder per run, a repeated round's too, so that
/// no run writes over another's. On the JavaFX thread; removing is done on a thread of its own.
final class LabLogs {
  private final Path root;
  private int runs;

  private LabLogs(Path root) {
    this.root = root;
  }

  /// A new folder.
  ///
  /// @throws IOException if there can be none
  static LabLogs temporary() throws IOException {
    return new LabLogs(Files.createTempDirectory("meshscope-lab-logs"));
  }

  Path root() {
    return root;
  }

  /// The folder of one more run. It does not exist yet.
  Path next() {
    return root.resolve("run-" + ++runs);
  }

  /// The event log of a round: the survivor's, or, of a survivor that tells no events, the newest
  /// life's of its peer.
  static Path events(Path round, Lane lane) {
    if (lane.survivor().tellsItsLinks()) {
      return round.resolve("survivor.jsonl");
    }
    Path newest = round.resolve("peer.jsonl");
    for (int life = 2; Files.exists(round.resolve("peer-" + life + ".jsonl")); life++) {
      newest = round.resolve("peer-" + life + ".jsonl");
    }
    return newest;
  }

  /// Removes everything once nobody writes any more: a run that was cancelled writes to its end.
  ///
  /// @param over completed, however, when the last run has ended
  /// @return completed when as much as possible is gone
  CompletableFuture<Void> removeAfter(CompletableFuture<?> over) {
    return over.handle((result, failure) -> true)
        .thenAcceptAsync(
            ended -> Folders.remove(root), work -> Thread.ofVirtual().name("lab-tidy").start(work));
  }
}
