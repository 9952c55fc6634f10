package dev.meshscope.engine.discovery;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Whether a responder is still of use. Told by jmdns' threads, read by discovery's.
final class MdnsHealth {
  private final AtomicReference<@Nullable String> why = new AtomicReference<>();
  private final Runnable changed;

  /// @param changed called when something is worth a look; from any thread
  MdnsHealth(Runnable changed) {
    this.changed = changed;
  }

  /// It is of no more use; the first reason stays.
  void broke(String sentence) {
    why.compareAndSet(null, sentence);
    changed.run();
  }

  /// One of jmdns' threads: should it end by a fault, it is told why. Otherwise that would be a
  /// stack trace on standard error, and nobody would know.
  void watch(Thread thread) {
    if (!thread.isVirtual()) {
      thread.setUncaughtExceptionHandler(
          (_, e) -> broke("jmdns ended: " + e.getClass().getSimpleName() + "."));
    }
  }

  /// Why it is of no more use; null: it is.
  @Nullable String broken() {
    return why.get();
  }

  /// Something else is worth a look.
  void changed() {
    changed.run();
  }
}
