package dev.meshscope.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// What went wrong in a soak, and how often what was done. Written by the peers' threads, read by
/// the one that reports.
final class SoakFaults {
  private static final int MOST_KEPT = 500;

  private final long begunNs = System.nanoTime();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Integer> done = new TreeMap<>();

  /// Something was done.
  synchronized void did(String what) {
    done.merge(what, 1, Integer::sum);
  }

  /// Something is not as it must be.
  synchronized void tell(String who, String what) {
    if (faults.size() < MOST_KEPT) {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNs);
      faults.add("%,d ms, %s: %s".formatted(millis, who, what));
    }
  }

  synchronized List<String> all() {
    return List.copyOf(faults);
  }

  synchronized Map<String, Integer> done() {
    return new TreeMap<>(done);
  }
}
