package dev.meshscope.core.table;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/// Where discovery sees a peer.
///
/// @param now by source
/// @param since when each source first showed the life that it shows now
/// @param turnNs when it last began to be somebody's turn to dial on account of a sighting; -1:
///   never. Another life does not begin it anew while it lasts
/// @param said why we did or did not dial, as told last by source, since its link last changed
public record Seen(
    PMap<Source, Sighting> now,
    PMap<Source, Long> since,
    long turnNs,
    PMap<Source, DialVerdict.Reason> said) {

  /// Nobody sees it.
  public static final Seen NOWHERE =
      new Seen(TreePMap.empty(), TreePMap.empty(), -1, TreePMap.empty());

  /// Where it can be dialled directly, the nearest first; null if nowhere.
  public @Nullable Sighting direct() {
    Sighting loopback = now.get(Source.LOOPBACK);
    return loopback == null ? now.get(Source.LAN) : loopback;
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

  /// The process that is announced at this address; 0 if none is, or it is not told.
  long pidAt(Endpoint endpoint) {
    return now.values().stream()
        .filter(sighting -> sighting.endpoints().contains(endpoint))
        .mapToLong(Sighting::pid)
        .max()
        .orElse(0);
  }

  /// @param patienceNs how long whose turn it is may take
  Seen sighted(Sighting sighting, long patienceNs, long atNs) {
    Source source = sighting.source();
    boolean fresh = newLife(sighting);
    boolean turns =
        fresh && source.kind() == Kind.DIRECT && (turnNs < 0 || atNs - turnNs > patienceNs);
    return new Seen(
        now.plus(source, sighting),
        fresh ? since.plus(source, atNs) : since,
        turns ? atNs : turnNs,
        said);
  }

  Seen unsighted(Source source) {
    return new Seen(now.minus(source), since.minus(source), turnNs, said.minus(source));
  }

  Seen said(Source source, DialVerdict.Reason reason) {
    return new Seen(now, since, turnNs, said.plus(source, reason));
  }

  /// Another link, or none: what was said of the one before does not hold.
  Seen unsaid() {
    return said.isEmpty() ? this : new Seen(now, since, turnNs, TreePMap.empty());
  }
}
