package dev.meshscope.core.table;

import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Settings;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// When all transports to a peer were closed because it could not send, and the dial that is owed
/// to it since. Immutable.
///
/// @param atNs the latest two times, oldest first
/// @param owed where it is to be dialled once it can have seen that; null when that was done, or it
///   came by itself
public record Heals(List<Long> atNs, @Nullable Endpoint owed) {

  /// Never.
  static final Heals NONE = new Heals(List.of(), null);

  Heals plus(long nowNs, @Nullable Endpoint redial) {
    List<Long> latest = atNs.isEmpty() ? List.of(nowNs) : List.of(atNs.getLast(), nowNs);
    return new Heals(latest, redial);
  }

  Heals settled() {
    return owed == null ? this : new Heals(atNs, null);
  }

  /// When the dial that is owed is due; empty: none is.
  OptionalLong dueNs() {
    return owed == null
        ? OptionalLong.empty()
        : OptionalLong.of(atNs.getLast() + Settings.HEAL_REST_NS);
  }

  /// From when on it may be healed again: once more at once if nothing came of it, since its own
  /// dial may have crossed ours; after that when there is a new reason. Never in a row.
  ///
  /// @param answeredNs when the latest ping that it answered had been sent
  /// @param promotedNs when its slot last changed hands by us
  long againNs(long answeredNs, long promotedNs) {
    if (atNs.isEmpty()) {
      return Long.MIN_VALUE;
    }
    long last = atNs.getLast();
    boolean first = atNs.size() == 1 || last - atNs.getFirst() >= Settings.HEAL_PAUSE_NS;
    boolean helped = answeredNs >= last;
    if (first && !helped) {
      return last;
    }
    boolean newReason = helped || promotedNs > last;
    return last + (newReason ? Settings.HEAL_AGAIN_NS : Settings.HEAL_PAUSE_NS);
  }
}
