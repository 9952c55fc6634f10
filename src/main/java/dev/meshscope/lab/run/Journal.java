package dev.meshscope.lab.run;

import dev.meshscope.lab.world.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What the processes of a round have said, and waiting for it. Lines come on the threads that read
/// them; the round's thread waits.
final class Journal {
  /// Some things happen in silence: a process ends, a door closes.
  private static final long LOOK_MS = 50;

  private final List<Line> lines = new ArrayList<>();

  synchronized void add(Line line) {
    lines.add(line);
    notifyAll();
  }

  synchronized List<Line> lines() {
    return List.copyOf(lines);
  }

  /// Whether it came true in time.
  boolean await(Duration within, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (true) {
      int known = lines().size();
      if (condition.getAsBoolean()) {
        return true;
      }
      long leftMs = (end - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return false;
      }
      hold(known, Math.min(leftMs, LOOK_MS));
    }
  }

  /// Lets time pass.
  void letPass(Duration time) throws InterruptedException {
    await(time, () -> false);
  }

  private synchronized void hold(int known, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (lines.size() == known && System.nanoTime() < end) {
      wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
  }
}
