package dev.meshscope.core.table;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/// Where discovery sees a peer.
///
/// @param now by source
/// @param since when each source first showed the life that it shows now
/// @param shown the lives that were shown directly, and since when; who returns to one of them has
///   had its moment
/// @param said why we did or did not dial, as told last by source, since its link last changed
public record Seen(
    PMap<Source, Sighting> now,
    PMap<Source, Long> since,
    List<Shown> shown,
    PMap<Source, DialVerdict.Reason> said) {

  /// So many lives are told apart. Of more the latest gives way to the next: whoever makes up lives
  /// does not make the first ones new again.
  private static final int MOST_LIVES = 8;

  /// A life that was shown.
  ///
  /// @param sinceNs when it was shown first
  public record Shown(Sighting life, long sinceNs) {}

  /// Nobody sees it.
  public static final Seen NOWHERE =
      new Seen(TreePMap.empty(), TreePMap.empty(), List.of(), TreePMap.empty());

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

  Seen sighted(Sighting sighting, long atNs) {
    Source source = sighting.source();
    return new Seen(
        now.plus(source, sighting),
        newLife(sighting) ? since.plus(source, atNs) : since,
        shownSinceNs(sighting) < 0 && source.kind() == Kind.DIRECT
            ? plus(new Shown(sighting, atNs))
            : shown,
        said);
  }

  /// Since when this life has been shown, with pauses; -1 if it is new.
  long shownSinceNs(Sighting sighting) {
    for (Shown one : shown) {
      if (one.life().sameLife(sighting)) {
        return one.sinceNs();
      }
    }
    return -1;
  }

  private List<Shown> plus(Shown one) {
    List<Shown> more = new ArrayList<>(shown);
    if (more.size() == MOST_LIVES) {
      more.removeLast();
    }
    more.add(one);
    return List.copyOf(more);
  }

  Seen unsighted(Source source) {
    return new Seen(
        now.minus(source),
        since.minus(source),
        shown.stream().filter(one -> one.life().source() != source).toList(),
        said.minus(source));
  }

  Seen said(Source source, DialVerdict.Reason reason) {
    return new Seen(now, since, shown, said.plus(source, reason));
  }

  /// Another link, or none: what was said of the one before does not hold.
  Seen unsaid() {
    return said.isEmpty() ? this : new Seen(now, since, shown, TreePMap.empty());
  }
}
