package dev.meshscope.ui.doctor;

import dev.meshscope.core.identity.Self;
import dev.meshscope.doctor.Surroundings;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Looks at folders and the system for whoever asks, never on the thread that asks: it hears what
/// was found last, and a look that is too old is repeated on a virtual thread.
public final class Lookout implements Supplier<Surroundings> {
  private static final long OLD_NS = TimeUnit.SECONDS.toNanos(2);

  private record Found(Surroundings surroundings, long atNs) {}

  private final Self self;
  private final AtomicBoolean looking = new AtomicBoolean();
  // Written by the looking thread, read by the JavaFX thread.
  private volatile Found found;

  /// Looks at nothing yet.
  public Lookout(Path stateDir, Path registryDir, Self self) {
    this.self = self;
    found = new Found(Surroundings.unknown(stateDir, registryDir), System.nanoTime() - 2 * OLD_NS);
  }

  @Override
  public Surroundings get() {
    Found latest = found;
    if (System.nanoTime() - latest.atNs() > OLD_NS && looking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("doctor-look").start(() -> look(latest.surroundings()));
    }
    return latest.surroundings();
  }

  private void look(Surroundings before) {
    try {
      Surroundings now = Surroundings.look(before, self);
      found = new Found(now, System.nanoTime());
    } finally {
      looking.set(false);
    }
  }
}
