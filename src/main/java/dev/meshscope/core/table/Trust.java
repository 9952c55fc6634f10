package dev.meshscope.core.table;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.EndCause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Handshake;
import java.util.List;

/// Which key is believed for a peer. The first that is seen is pinned; only the user replaces it.
/// Pure; on the thread that steps the table.
final class Trust {
  private Trust() {}

  /// The user trusts this key: who holds a slot with another one loses it.
  static Turn trust(Turn turn, NodeId id, PublicKey key) {
    Turn next =
        turn.tell(new MeshEvent.Pinned(turn.nowNs(), id, key, true)).act(new Effect.Pin(id, key));
    Peer peer = turn.table().peers().get(id);
    if (peer == null) {
      return next;
    }
    for (TransportId each : all(turn.table(), id)) {
      Transport transport = turn.table().transports().get(each);
      Handshake theirs = transport == null ? null : transport.greeting().theirs();
      if (theirs != null && !theirs.publicKey().equals(key)) {
        next =
            Endings.close(
                next, each, CloseReason.FORGOTTEN, Cause.of(EndCause.ANOTHER_KEY_TRUSTED));
      }
    }
    return next;
  }

  /// The user wants nothing of it kept. Where it is still seen it will be met as a stranger.
  static Turn forget(Turn turn, NodeId id) {
    Peer peer = turn.table().peers().get(id);
    if (peer == null) {
      // Whoever asked is told that nothing of it is kept.
      return unpin(turn, id).tell(new MeshEvent.Forgotten(turn.nowNs(), id));
    }
    Turn next = turn;
    for (TransportId each : all(turn.table(), id)) {
      next = Endings.close(next, each, CloseReason.FORGOTTEN, Cause.none());
    }
    if (peer.joined()) {
      next = next.tell(new MeshEvent.Left(turn.nowNs(), id));
    }
    // After the last of its transports has ended: their ends are forgotten too.
    next = unpin(next, id).tell(new MeshEvent.Forgotten(turn.nowNs(), id));
    // Not every source tells again what it told once.
    for (Sighting sighting : peer.seen().now().values()) {
      next = next.tell(new MeshEvent.Discovered(turn.nowNs(), id, sighting));
    }
    return next;
  }

  private static Turn unpin(Turn turn, NodeId id) {
    return turn.table().pinned().containsKey(id)
        ? turn.tell(new MeshEvent.Unpinned(turn.nowNs(), id, true)).act(new Effect.Unpin(id))
        : turn;
  }

  /// Those too that have no place in the peer yet.
  private static List<TransportId> all(PeerTable table, NodeId id) {
    return table.transports().values().stream()
        .filter(transport -> id.equals(transport.peer()))
        .map(Transport::id)
        .toList();
  }
}
