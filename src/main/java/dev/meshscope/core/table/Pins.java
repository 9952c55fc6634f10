package dev.meshscope.core.table;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// How many keys are kept. Whoever makes up keys must not fill the disk with them, nor push out
/// those of whom somebody here wanted. Pure; on the thread that steps the table.
final class Pins {
  private Pins() {}

  /// The most keys in all.
  static final int MOST = 16_384;

  /// The most keys of this run's strangers.
  static final int MOST_FRESH = 2_048;

  /// So many are forgotten at once, as to look for the oldest takes a while.
  private static final int TOGETHER = 256;

  /// Pins the first key that is seen for this id, if there is room; whose key is not pinned is
  /// believed as long as it is here.
  static Turn first(Turn turn, NodeId id, PublicKey key) {
    Turn next = makeRoom(turn);
    return next.table().pinned().size() < MOST
        ? next.tell(new MeshEvent.Pinned(turn.nowNs(), id, key, false)).act(new Effect.Pin(id, key))
        : next;
  }

  /// The oldest of this run's go first; where all room is taken, those of earlier runs that have
  /// not been here in this one.
  private static Turn makeRoom(Turn turn) {
    Keys keys = turn.table().keys();
    int fresh = keys.fresh().size();
    // Where all of them are here, it is not looked again for each.
    if (fresh >= MOST_FRESH && fresh % TOGETHER == 0) {
      return forget(
          turn,
          keys.fresh().entrySet().stream()
              .sorted(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey));
    }
    return keys.pinned().size() >= MOST
        ? forget(turn, keys.pinned().keySet().stream().filter(id -> unmet(turn.table(), id)))
        : turn;
  }

  private static boolean unmet(PeerTable table, NodeId id) {
    return !table.keys().trusted().contains(id) && !table.peers().containsKey(id);
  }

  private static Turn forget(Turn turn, Stream<NodeId> candidates) {
    Set<NodeId> proving = Strangers.proving(turn.table());
    List<NodeId> gone =
        candidates
            .filter(id -> !proving.contains(id) && isNobodys(turn.table(), id))
            .limit(TOGETHER)
            .toList();
    Turn next = turn;
    for (NodeId id : gone) {
      next = next.tell(new MeshEvent.Unpinned(turn.nowNs(), id, false)).act(new Effect.Unpin(id));
    }
    return next;
  }

  /// Whether it is not here, and nobody in this run wanted it.
  private static boolean isNobodys(PeerTable table, NodeId id) {
    Peer peer = table.peers().get(id);
    return peer == null
        || (peer.transports().isEmpty()
            && peer.alarm() == null
            && peer.seen().now().isEmpty()
            && Strangers.claim(table, id) == Strangers.Claim.NOBODYS);
  }
}
