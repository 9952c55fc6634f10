package dev.meshscope.lab.world;

import dev.meshscope.lab.process.Trees;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// How processes end. Blocking; on the round's thread.
final class Ending {
  private Ending() {}

  private static final long KILL_MS = 5_000;

  /// As `kill -9`: no goodbye, and nobody of the tree is left.
  static void kill(Life life) {
    Trees.kill(life.tree(), KILL_MS);
  }

  /// Asks all to end, and kills those that do not within this time.
  static void end(List<Life> lives, long millis) {
    Set<ProcessHandle> all = new LinkedHashSet<>();
    for (Life life : lives) {
      all.addAll(life.tree());
      if (life.running() && !life.isFrozen()) {
        life.child().stop();
      }
    }
    Set<ProcessHandle> frozen = new LinkedHashSet<>();
    lives.stream().filter(Life::isFrozen).forEach(life -> frozen.addAll(life.tree()));
    Trees.kill(frozen, KILL_MS);
    Trees.await(all, millis);
    lives.forEach(life -> all.addAll(life.tree()));
    Trees.kill(all, KILL_MS);
  }
}
