package dev.meshscope.sim;

import java.util.PriorityQueue;

/// Virtual time: what is to happen, in order. Single thread.
final class Agenda {

  private record Entry(long atNs, long number, Runnable what) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(atNs, other.atNs);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long nowNs = 1_000_000_000L;
  private long numbers;

  long nowNs() {
    return nowNs;
  }

  void at(long atNs, Runnable what) {
    entries.add(new Entry(Math.max(atNs, nowNs), numbers++, what));
  }

  void in(long delayNs, Runnable what) {
    at(nowNs + delayNs, what);
  }

  /// Runs the next entry; false if there is none before `untilNs`.
  boolean runNext(long untilNs) {
    Entry next = entries.peek();
    if (next == null || next.atNs() > untilNs) {
      nowNs = Math.max(nowNs, untilNs);
      return false;
    }
    entries.remove();
    nowNs = next.atNs();
    next.what().run();
    return true;
  }
}
