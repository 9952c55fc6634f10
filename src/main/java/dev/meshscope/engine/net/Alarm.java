package dev.meshscope.engine.net;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// One timer that may judge somebody by silence. On the loop that it is set on.
///
/// After a stop (a signal, a debugger, a machine that was too busy) every timer is due before what
/// has piled up in the sockets was read. So one that goes off late lets the sockets be read first;
/// whoever it was to judge may have spoken long ago.
public final class Alarm {

  /// Later than this is no jitter any more: the loop stood still.
  private static final long LATE_NS = TimeUnit.MILLISECONDS.toNanos(250);

  /// The loop reads all that is there at least once within this.
  public static final long READ_FIRST_NS = TimeUnit.MILLISECONDS.toNanos(50);

  private final EventExecutor loop;
  private final Runnable task;
  private final long dueNs;
  private ScheduledFuture<?> next;

  private Alarm(EventExecutor loop, long inNs, Runnable task) {
    this.loop = loop;
    this.task = task;
    this.dueNs = loop.ticker().nanoTime() + inNs;
    this.next = loop.schedule(this::due, inNs, TimeUnit.NANOSECONDS);
  }

  /// Runs the task once.
  ///
  /// @param inNs from now; what is over is due at once
  public static Alarm set(EventExecutor loop, long inNs, Runnable task) {
    return new Alarm(loop, Math.max(0, inNs), task);
  }

  private void due() {
    if (loop.ticker().nanoTime() - dueNs > LATE_NS) {
      next = loop.schedule(task, READ_FIRST_NS, TimeUnit.NANOSECONDS);
    } else {
      task.run();
    }
  }

  /// It does not go off any more.
  public void cancel() {
    next.cancel(false);
  }
}
