package dev.meshscope.engine;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Which wall-clock time a monotonic instant was. Set on the engine loop, asked on any thread.
///
/// When the machine sleeps the monotonic clock may stand still: what happened before keeps the time
/// it was told with, what comes after has the new one.
final class WallClock {
  private static final int REMEMBERED = 1_000;

  /// A smaller difference is not worth a new time: clocks are read one after the other.
  private static final long WORTH_NS = 10_000_000;

  // By the monotonic instant from which it holds: wall minus monotonic. Replaced as a whole on the
  // engine loop, read by the window, the command line and recordings on their own threads.
  private volatile NavigableMap<Long, Long> offsets;

  WallClock(long nowNs, long wallNs) {
    this.offsets = new TreeMap<>(Map.of(nowNs, wallNs - nowNs));
  }

  /// Nanoseconds since the epoch, by the system's clock.
  static long nowNs() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /// From now on it is this late, if that is another time than it would have been: a clock may be
  /// set by less than anybody calls a jump, or run slower and faster until it is right.
  void follow(long nowNs, long wallNs) {
    if (Math.abs(wallNs - nowNs - offsets.lastEntry().getValue()) > WORTH_NS) {
      set(nowNs, wallNs);
    }
  }

  /// From now on it is this late.
  private void set(long nowNs, long wallNs) {
    NavigableMap<Long, Long> next = new TreeMap<>(offsets);
    next.put(nowNs, wallNs - nowNs);
    if (next.size() > REMEMBERED) {
      next.pollFirstEntry();
    }
    offsets = next;
  }

  /// The wall-clock time of this monotonic instant.
  Instant at(long ns) {
    NavigableMap<Long, Long> known = offsets;
    Map.Entry<Long, Long> entry = known.floorEntry(ns);
    long wall = ns + (entry == null ? known.firstEntry() : entry).getValue();
    return Instant.ofEpochSecond(
        Math.floorDiv(wall, 1_000_000_000L), Math.floorMod(wall, 1_000_000_000L));
  }
}
