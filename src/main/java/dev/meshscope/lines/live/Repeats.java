package dev.meshscope.lines.live;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.event.EventKind;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.Limits;
import dev.meshscope.lines.live.Flood.Told;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What is told again and again while it lasts: the first is told at once, the others after a while
/// as one. On the thread of whoever tells.
final class Repeats {

  private record Key(EventKind kind, Limits.@Nullable Which limit) {}

  /// @param toldNs when it was told last
  /// @param untold what has come since; null: nothing
  private record Last(long toldNs, @Nullable Told untold) {}

  private final long againNs;
  private final boolean allThatRepeats;
  private final Map<Key, Last> lasting = new LinkedHashMap<>();

  /// @param againNs it is told again after this
  /// @param allThatRepeats also what says no number that could be summed up
  Repeats(long againNs, boolean allThatRepeats) {
    this.againNs = againNs;
    this.allThatRepeats = allThatRepeats;
  }

  /// Whether this is of that kind, and taken.
  boolean take(MeshEvent event, List<Told> out) {
    Key key = key(event);
    if (key == null) {
      return false;
    }
    Last last = lasting.get(key);
    Told told = new Told(event, times(event));
    Told all = last == null || last.untold() == null ? told : sum(last.untold(), told);
    if (last != null && event.atNs() - last.toldNs() < againNs) {
      lasting.put(key, new Last(last.toldNs(), all));
    } else {
      lasting.put(key, new Last(event.atNs(), null));
      out.add(all);
    }
    return true;
  }

  /// When something is to be told though nothing else happens; empty: nothing is.
  OptionalLong dueNs() {
    return lasting.values().stream()
        .filter(last -> last.untold() != null)
        .mapToLong(last -> last.toldNs() + againNs)
        .min();
  }

  /// Tells what is due.
  void due(long nowNs, boolean all, List<Told> out) {
    lasting.replaceAll(
        (key, last) -> {
          if (last.untold() == null || (!all && nowNs - last.toldNs() < againNs)) {
            return last;
          }
          out.add(last.untold());
          return new Last(nowNs, null);
        });
  }

  private @Nullable Key key(MeshEvent event) {
    EventKind kind = event.what();
    if (event instanceof MeshEvent.TurnedAway away) {
      return new Key(kind, away.limit());
    }
    if (event instanceof MeshEvent.RelaySlowed) {
      return new Key(kind, null);
    }
    if (!allThatRepeats) {
      return null;
    }
    if (event instanceof MeshEvent.Slowed slowed) {
      return new Key(kind, slowed.limit());
    }
    return event instanceof MeshEvent.HeldUp || isPutOff(event) ? new Key(kind, null) : null;
  }

  private static boolean isPutOff(MeshEvent event) {
    return event instanceof MeshEvent.DialJudged judged
        && (judged.verdict().reason() == DialVerdict.Reason.ADDRESS_RESTING
            || judged.verdict().reason() == DialVerdict.Reason.TOO_MANY_DIALS);
  }

  private static int times(MeshEvent event) {
    if (event instanceof MeshEvent.TurnedAway away) {
      return away.count();
    }
    return event instanceof MeshEvent.RelaySlowed slowed ? slowed.times() : 1;
  }

  private static Told sum(Told before, Told latest) {
    int times = before.times() + latest.times();
    MeshEvent event = latest.event();
    if (event instanceof MeshEvent.TurnedAway(long at, var limit, _, var example)) {
      event = new MeshEvent.TurnedAway(at, limit, times, example);
    } else if (event instanceof MeshEvent.RelaySlowed(long at, _)) {
      event = new MeshEvent.RelaySlowed(at, times);
    }
    return new Told(event, times);
  }
}
