package dev.meshscope.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Gives back memory that nobody uses. The serial collector, which the program is shipped with,
/// lets the old generation grow to its ceiling before it looks at it, so what a flood of long
/// messages left would be kept by a calm node for ever. Other collectors do this by themselves and
/// are left alone. On a thread of its own.
final class HeapKeeper implements Runnable {
  private static final String OLD_GENERATION_OF_SERIAL = "Tenured Gen";
  private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(1);

  private final MemoryPoolMXBean old;
  private Garbage garbage = new Garbage(0, 0, 0);

  private HeapKeeper(MemoryPoolMXBean old) {
    this.old = old;
  }

  /// Looks after the heap until the process ends.
  static void start() {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heap").factory());
    // A start has better things to do than to load the beans of the system.
    thread.schedule(() -> watch(thread), EVERY_NS, TimeUnit.NANOSECONDS);
  }

  private static void watch(ScheduledExecutorService thread) {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals(OLD_GENERATION_OF_SERIAL)) {
        thread.scheduleWithFixedDelay(
            new HeapKeeper(pool), EVERY_NS, EVERY_NS, TimeUnit.NANOSECONDS);
        return;
      }
    }
    thread.shutdown();
  }

  @Override
  public void run() {
    MemoryUsage left = old.getCollectionUsage();
    garbage = garbage.next(left == null ? 0 : left.getUsed(), old.getUsage().getUsed(), EVERY_NS);
    if (garbage.due()) {
      System.gc();
    }
  }
}
