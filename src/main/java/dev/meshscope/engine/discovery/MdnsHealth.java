package dev.meshscope.engine.discovery;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.LanCause;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Whether a responder is still of use. Told by jmdns' threads, read by discovery's.
final class MdnsHealth {
  private final AtomicReference<@Nullable Cause> why = new AtomicReference<>();
  private final Runnable changed;

  /// @param changed called when something is worth a look; from any thread
  MdnsHealth(Runnable changed) {
    this.changed = changed;
  }

  /// It is of no more use; the first reason stays.
  void broke(Cause because) {
    why.compareAndSet(null, because);
    changed.run();
  }

  /// One of jmdns' threads: should it end by a fault, it is told why. Otherwise that would be a
  /// stack trace on standard error, and nobody would know.
  void watch(Thread thread) {
    if (!thread.isVirtual()) {
      thread.setUncaughtExceptionHandler(
          (_, e) -> broke(Cause.of(LanCause.RESPONDER_ENDED, e.getClass().getSimpleName())));
    }
  }

  /// Why it is of no more use; null: it is.
  @Nullable Cause broken() {
    return why.get();
  }

  /// Something else is worth a look.
  void changed() {
    changed.run();
  }
}
