package dev.meshscope.core.table;

import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/// Where discovery sees a peer.
///
/// @param now by source
/// @param settled the sightings that its direct incumbent stands for; another life means another
///   process
/// @param ever the sources that have seen it, now or earlier
/// @param sinceNs when the latest new life was seen directly; -1: never
public record Seen(
    PMap<Source, Sighting> now, PMap<Source, Sighting> settled, PSet<Source> ever, long sinceNs) {

  /// Nobody sees it.
  public static final Seen NOWHERE =
      new Seen(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePSet.empty(), -1);

  /// Where it can be dialled directly, the nearest first; null if nowhere.
  public @Nullable Sighting direct() {
    Sighting loopback = now.get(Source.LOOPBACK);
    return loopback == null ? now.get(Source.LAN) : loopback;
  }

  /// Whether this source shows a life that no incumbent stands for.
  boolean newLife(Source source) {
    Sighting sighting = now.get(source);
    Sighting before = settled.get(source);
    return sighting != null && (before == null || !before.sameLife(sighting));
  }

  /// Whether this is one of the addresses it is seen at now.
  boolean at(Endpoint endpoint) {
    return now.values().stream().anyMatch(sighting -> sighting.endpoints().contains(endpoint));
  }

  Seen sighted(Sighting sighting, long atNs) {
    Sighting before = now.get(sighting.source());
    boolean known = before != null && before.sameLife(sighting);
    boolean tells = sighting.source() != Source.RELAY && !known;
    return new Seen(
        now.plus(sighting.source(), sighting),
        settled,
        ever.plus(sighting.source()),
        tells ? atNs : sinceNs);
  }

  Seen unsighted(Source source) {
    return new Seen(now.minus(source), settled, ever, sinceNs);
  }

  /// The incumbent is the process that is seen now, everywhere.
  Seen settle() {
    return new Seen(now, settled.plusAll(now), ever, sinceNs);
  }
}
