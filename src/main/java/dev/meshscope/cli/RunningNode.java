package dev.meshscope.cli;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.engine.MeshEngine;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A node from start to a clean end, whoever ends it: a command, the clock, a signal. Its methods
/// may be called on any thread; a signal ends it on the thread of the shutdown hook.
final class RunningNode {
  private final MeshEngine engine;
  private final Consumer<String> onEnd;
  private final CountDownLatch asked = new CountDownLatch(1);
  private @Nullable String cause;
  private boolean ended;
  private boolean broken;

  /// @param onEnd told the cause once, after all sockets are closed
  RunningNode(MeshEngine engine, Consumer<String> onEnd) {
    this.engine = engine;
    this.onEnd = onEnd;
    engine.whenBroken(this::broken);
    HeapKeeper.start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("end").unstarted(this::signal));
  }

  /// Asks it to end; the first cause counts.
  void quit(String why) {
    synchronized (this) {
      cause = cause == null ? why : cause;
    }
    asked.countDown();
  }

  /// Waits until it was asked to end, at most this long, and ends it.
  ///
  /// @param limit null: for ever
  /// @throws Failure if it broke by itself
  void await(@Nullable Duration limit) throws Failure {
    try {
      if (limit == null) {
        asked.await();
      } else if (!asked.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        quit("duration");
      }
    } catch (InterruptedException e) {
      quit("interrupt");
    }
    end();
    synchronized (this) {
      if (broken) {
        throw new Failure(CliWords.of("running-node.the-thread-that-runs"));
      }
    }
  }

  private void broken() {
    synchronized (this) {
      broken = !ended;
    }
    quit("broken");
  }

  /// Waits this long; whether nobody asked it to end meanwhile.
  boolean lasts(Duration span) {
    try {
      return !asked.await(span.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  /// Ends it; idempotent, and returns only when it has ended.
  synchronized void end() {
    if (!ended) {
      ended = true;
      engine.close();
      onEnd.accept(cause == null ? "quit" : cause);
    }
  }

  private void signal() {
    quit("signal");
    end();
  }
}
