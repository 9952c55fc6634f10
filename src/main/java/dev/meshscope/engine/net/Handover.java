package dev.meshscope.engine.net;

import io.netty.util.concurrent.EventExecutorGroup;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Gives work to a loop, on any thread. A loop may end at any moment, by a fault or by our will, so
/// nobody can ask first whether it still takes something: one that does not is no fault.
public final class Handover {
  private static final Logger LOG = Logger.getLogger(Handover.class.getName());

  private Handover() {}

  /// Returns at once.
  ///
  /// @return whether the loop took it
  public static boolean to(EventExecutorGroup loop, Runnable task) {
    try {
      loop.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "the loop has ended meanwhile", e);
      return false;
    }
  }

  /// Returns when it is done, this time is over or the loop does not take it; not on the loop.
  public static void andWait(EventExecutorGroup loop, Runnable task, long seconds) {
    try {
      loop.submit(task).awaitUninterruptibly(seconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "the loop has ended meanwhile, and its channels with it", e);
    }
  }
}
