package dev.meshscope.ui.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// Events per second over the last few seconds. On the JavaFX thread.
final class Vitals {
  private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(3);

  private record Mark(long atNs, long told) {}

  private final Deque<Mark> marks = new ArrayDeque<>();

  /// So many had been told at this time.
  void mark(long atNs, long told) {
    marks.addLast(new Mark(atNs, told));
    while (marks.size() > 2 && atNs - marks.getFirst().atNs() > WINDOW_NS) {
      marks.removeFirst();
    }
  }

  /// The rate; 0 before there are two marks.
  long perSecond() {
    if (marks.size() < 2) {
      return 0;
    }
    Mark first = marks.getFirst();
    Mark last = marks.getLast();
    long span = last.atNs() - first.atNs();
    return span <= 0 ? 0 : Math.round((last.told() - first.told()) * 1e9 / span);
  }
}
