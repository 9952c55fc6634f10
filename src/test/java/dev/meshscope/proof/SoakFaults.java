package dev.meshscope.proof;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// What went wrong in a soak, with what the node had said of that peer, and how often what was
/// done. Written by the peers' threads and the one that hears the node, read by the one that
/// reports.
final class SoakFaults {
  private static final int MOST_KEPT = 500;

  /// So many of the node's lines about a peer are kept for the case that something is wrong with
  /// it.
  private static final int LINES_OF_A_PEER = 40;

  private static final int LONGEST_LINE = 400;
  private static final String PEER = "\"peer\":\"";

  private final long begunNs = System.nanoTime();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Integer> done = new TreeMap<>();
  private final Map<String, Deque<String>> said = new HashMap<>();

  /// Something was done.
  synchronized void did(String what) {
    done.merge(what, 1, Integer::sum);
  }

  /// The node said this; measurements of frames are not to be told here.
  synchronized void heard(String line) {
    int at = line.indexOf(PEER) + PEER.length();
    if (at >= PEER.length()) {
      Deque<String> lines =
          said.computeIfAbsent(line.substring(at, line.indexOf('"', at)), _ -> new ArrayDeque<>());
      lines.add(line.substring(0, Math.min(line.length(), LONGEST_LINE)));
      if (lines.size() > LINES_OF_A_PEER) {
        lines.remove();
      }
    }
  }

  /// Something is not as it must be.
  synchronized void tell(String who, String what) {
    if (faults.size() < MOST_KEPT) {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNs);
      Deque<String> lines = said.getOrDefault(who, new ArrayDeque<>());
      faults.add(
          "%,d ms, %s: %s; the node said of it:%n%s"
              .formatted(millis, who, what, String.join("\n", lines)));
    }
  }

  synchronized List<String> all() {
    return List.copyOf(faults);
  }

  synchronized Map<String, Integer> done() {
    return new TreeMap<>(done);
  }
}
