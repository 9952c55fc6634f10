package dev.meshscope.core.table;

import dev.meshscope.core.identity.NodeId;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// The transports that ended last, whoever they led to: the older ones make room (DESIGN 2). A
/// value.
///
/// @param entries oldest first, at most [#MOST]
public record EndedRing(PVector<Entry> entries) {
  /// So many are kept.
  public static final int MOST = 10_000;

  static final EndedRing EMPTY = new EndedRing(TreePVector.empty());

  /// One that ended.
  ///
  /// @param peer whom it led to; null if nobody said
  /// @param how when it ended, and why
  public record Entry(@Nullable NodeId peer, Peer.Ended how) {}

  EndedRing plus(Entry latest) {
    PVector<Entry> more = entries.plus(latest);
    return new EndedRing(more.size() > MOST ? more.minus(0) : more);
  }

  /// Without those of a peer of whom nothing is to be kept.
  EndedRing without(NodeId peer) {
    return new EndedRing(
        TreePVector.from(entries.stream().filter(one -> !peer.equals(one.peer())).toList()));
  }

  /// Those that fit, latest first.
  ///
  /// @param most at most so many
  public List<Entry> last(int most, Predicate<Entry> which) {
    return IntStream.iterate(entries.size() - 1, at -> at >= 0, at -> at - 1)
        .mapToObj(entries::get)
        .filter(which)
        .limit(most)
        .toList();
  }
}
