package dev.meshscope.ui.peers;

import dev.meshscope.core.standing.Condition;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How many peers are in which state.
///
/// @param counts states that occur, worst first
/// @param peers all rows that stand for a peer
/// @param halves peers that are well on the way in use, and have another one that is not
public record Totals(Map<Condition, Integer> counts, int peers, int halves) {

  /// Nobody.
  public static final Totals NONE = new Totals(Map.of(), 0, 0);

  /// Freezes the map.
  public Totals {
    counts = Collections.unmodifiableMap(counts);
  }

  static Totals of(Iterable<PeerRow> rows) {
    Map<Condition, Integer> counts = new EnumMap<>(Condition.class);
    int peers = 0;
    int halves = 0;
    for (PeerRow row : rows) {
      if (!row.isGhost()) {
        counts.merge(row.facts().state(), 1, Integer::sum);
        peers++;
        halves += row.facts().isHalf() ? 1 : 0;
      }
    }
    return new Totals(counts, peers, halves);
  }

  /// Whether they count the same.
  static boolean equal(PeerFacts one, PeerFacts other) {
    return one.state() == other.state() && one.isHalf() == other.isHalf();
  }

  /// How many of this state.
  public int of(Condition state) {
    return counts.getOrDefault(state, 0);
  }

  /// How many of this tone.
  public int of(Condition.Tone tone) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().tone() == tone)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
