package dev.meshscope.engine.store;

import dev.meshscope.core.identity.KnownKeys;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps the keys of known peers on disk. One write at a time, and always the latest, so that an
/// older state never replaces a newer one. On any thread.
///
/// A key that comes while nothing is written is written at once; one that comes during a write, or
/// in the rest after it, which is nine times as long as the write was, with all that came in that
/// time in the next one. So a key is on the disk after eleven times what a write takes, and whoever
/// brings thousands of them takes a tenth of a thread's time at most. What could not be written (a
/// full disk) is tried again once a second, and told once.
public final class PinKeeper {
  private static final Logger LOG = Logger.getLogger(PinKeeper.class.getName());
  private static final long LONGEST_REST_NS = TimeUnit.SECONDS.toNanos(1);
  private static final int RESTS = 9;

  private final KnownPeers file;
  private @Nullable KnownKeys next;
  private boolean writing;
  private boolean closing;

  /// @param file where they are kept
  public PinKeeper(KnownPeers file) {
    this.file = file;
  }

  /// Keeps exactly these, soon.
  ///
  /// @param known must not change any more
  public synchronized void keep(KnownKeys known) {
    next = known;
    if (!writing) {
      writing = true;
      Thread.ofVirtual().name("known-peers").start(this::write);
    }
  }

  private void write() {
    boolean told = false;
    for (KnownKeys now = take(); now != null; now = take()) {
      long rest = LONGEST_REST_NS;
      long begin = System.nanoTime();
      try {
        file.save(now);
        rest = Math.min(rest, RESTS * (System.nanoTime() - begin));
        told = false;
      } catch (IOException | RuntimeException | Error e) {
        // Whatever it is: the next ones may be kept, and nobody waits for ever.
        if (!told) {
          LOG.log(Level.WARNING, "The keys of known peers are not kept: {0}", e.toString());
          told = true;
        }
        again(now);
      }
      rest(rest);
    }
  }

  /// Unless there are newer ones, or no time.
  private synchronized void again(KnownKeys failed) {
    if (next == null && !closing) {
      next = failed;
    }
  }

  private synchronized @Nullable KnownKeys take() {
    KnownKeys now = next;
    next = null;
    if (now == null) {
      writing = false;
      notifyAll();
    }
    return now;
  }

  private synchronized void rest(long ns) {
    long end = System.nanoTime() + ns;
    for (long left = ns; left > 0 && !closing; left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        // Nobody interrupts it; it goes on without the rest.
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /// Returns when all is on disk, or was tried a last time.
  public synchronized void close() {
    closing = true;
    notifyAll();
    while (writing) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
