package dev.meshscope.core.event;

import dev.meshscope.core.link.CloseReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What of a flood was not told one by one, as numbers. A value, on any thread.
///
/// @param atNs when it was summed up
/// @param reasons connections that came to nothing, by why they ended
/// @param strangers who came, proved nothing but a new key, and were gone again at once
/// @param earlierLives how often an earlier life of a peer came back
public record FloodSum(
    long atNs, Map<CloseReason, Integer> reasons, int strangers, int earlierLives) {

  /// Copies the map.
  public FloodSum {
    EnumMap<CloseReason, Integer> copy = new EnumMap<>(CloseReason.class);
    copy.putAll(reasons);
    reasons = Collections.unmodifiableMap(copy);
  }

  /// How many connections came to nothing.
  public int connections() {
    return reasons.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// Whether all was told one by one.
  public boolean isEmpty() {
    return reasons.isEmpty() && strangers == 0 && earlierLives == 0;
  }
}
