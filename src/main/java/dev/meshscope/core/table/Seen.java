package dev.meshscope.core.table;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// Where discovery sees a peer.
///
/// @param now by source
/// @param since when each source first showed the life that it shows now
/// @param said why we did or did not dial, as told last by source, since its link last changed
public record Seen(
    PMap<Source, Sighting> now, PMap<Source, Long> since, PMap<Source, DialVerdict.Reason> said) {

  /// Nobody sees it.
  public static final Seen NOWHERE =
      new Seen(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

  /// Where it can be dialled directly, the nearest first; null if nowhere.
  public @Nullable Sighting direct() {
    Sighting loopback = now.get(Source.LOOPBACK);
    return loopback == null ? now.get(Source.LAN) : loopback;
  }

  /// When the latest new life was seen directly; -1: never.
  long sinceNs() {
    long latest = -1;
    for (Source source : Source.values()) {
      if (source.kind() == Kind.DIRECT) {
        latest = Math.max(latest, sinceNs(source));
      }
    }
    return latest;
  }

  /// When this source first showed the life that it shows now; -1 if it shows none.
  long sinceNs(Source source) {
    return since.getOrDefault(source, -1L);
  }

  /// Whether this source shows exactly this already.
  boolean same(Sighting sighting) {
    return sighting.equals(now.get(sighting.source()));
  }

  /// Whether this would be another life than the one that its source shows.
  boolean newLife(Sighting sighting) {
    Sighting before = now.get(sighting.source());
    return before == null || !before.sameLife(sighting);
  }

  /// Whether this is one of the addresses at which it is seen directly now.
  boolean directlyAt(Endpoint endpoint) {
    return now.values().stream()
        .anyMatch(
            sighting ->
                sighting.source().kind() == Kind.DIRECT && sighting.endpoints().contains(endpoint));
  }

  Seen sighted(Sighting sighting, long atNs) {
    Source source = sighting.source();
    return new Seen(
        now.plus(source, sighting), newLife(sighting) ? since.plus(source, atNs) : since, said);
  }

  Seen unsighted(Source source) {
    return new Seen(now.minus(source), since.minus(source), said.minus(source));
  }

  Seen said(Source source, DialVerdict.Reason reason) {
    return new Seen(now, since, said.plus(source, reason));
  }

  /// Another link, or none: what was said of the one before does not hold.
  Seen unsaid() {
    return new Seen(now, since, HashTreePMap.empty());
  }
}
