package dev.meshscope.cli.terminal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// Hands log records to another handler on a thread of its own: whoever logs, the engine loop too,
/// never waits for a terminal or a pipe that takes nothing. What finds no room is counted and told.
final class LogQueue extends Handler {

  /// Records that may wait.
  static final int CAPACITY = 1_000;

  /// At the end, so long at most for what waits.
  private static final long CLOSE_MILLIS = 500;

  private final Handler to;
  private final BlockingQueue<LogRecord> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer;
  // Read by the writer: it ends when nothing waits.
  private volatile boolean closed;

  /// @param to called by the writer's thread alone from now on
  LogQueue(Handler to) {
    this.to = to;
    setLevel(to.getLevel());
    this.writer = Thread.ofPlatform().daemon().name("log").start(this::write);
  }

  @Override
  public void publish(LogRecord told) {
    if (!closed && isLoggable(told)) {
      // Who logged it is read off the stack, so it must be asked here.
      told.getSourceMethodName();
      if (!queue.offer(told)) {
        dropped.incrementAndGet();
      }
    }
  }

  @Override
  public void flush() {
    // The writer does after each record.
  }

  /// Writes what waits; returns after half a second, whatever the terminal does.
  @Override
  public void close() {
    closed = true;
    try {
      writer.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      while (!closed || !queue.isEmpty()) {
        LogRecord next = queue.poll(50, TimeUnit.MILLISECONDS);
        if (next != null) {
          to.publish(next);
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
          to.publish(lost(lost));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static LogRecord lost(long count) {
    var told =
        new LogRecord(Level.WARNING, count + " log records dropped: nobody reads fast enough");
    told.setLoggerName(LogQueue.class.getName());
    return told;
  }
}
