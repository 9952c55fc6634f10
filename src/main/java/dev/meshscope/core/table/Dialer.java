package dev.meshscope.core.table;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.TransportId;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Who is dialled, and when again (PROTOCOL 3 and 5). Pure; on the thread that steps the table.
final class Dialer {
  private Dialer() {}

  private static final long FIRST_PAUSE_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_PAUSE_NS = TimeUnit.SECONDS.toNanos(30);
  private static final long LOOK_AGAIN_NS = TimeUnit.SECONDS.toNanos(5);

  /// Discovery sees a peer: the smaller node id dials, unless it is connected to that very life.
  static Turn sighted(Turn turn, Sighting sighting) {
    NodeId id = sighting.nodeId();
    if (id.equals(turn.table().self().nodeId())) {
      return turn;
    }
    Peer known = turn.table().peers().get(id);
    Sighting before = known == null ? null : known.sighting();
    Turn next =
        sighting.equals(before)
            ? turn
            : turn.tell(new MeshEvent.Discovered(turn.nowNs(), id, sighting));
    Peer peer = next.table().peers().get(id);
    boolean ourTurn = turn.table().self().nodeId().compareTo(id) < 0;
    if (peer == null || !ourTurn) {
      return next;
    }
    Sighting settled = peer.settled();
    boolean newLife = settled == null || !settled.sameLife(sighting);
    // A dial that hangs at the old life's door does not keep us from knocking at the new one's.
    if (!newLife && underWay(next.table(), peer)) {
      return next;
    }
    int attempts = peer.dialling().attempts();
    boolean rested = turn.nowNs() - peer.dialling().lastNs() >= pauseNs(attempts);
    boolean retry = attempts > 0 && rested;
    boolean absent = peer.direct().incumbent() == null && (attempts == 0 || rested);
    if (newLife || retry || absent) {
      String cause = peer.direct().incumbent() == null ? "discovered" : "new-life";
      return dial(next, sighting.endpoint(), id, newLife ? 1 : attempts + 1, cause);
    }
    return next;
  }

  /// An address is to be kept connected, or its pause is over.
  static Turn wanted(Turn turn, Endpoint endpoint) {
    Target target = turn.table().targets().get(endpoint);
    if (target == null || target.current() != null) {
      return turn;
    }
    Peer met = target.peer() == null ? null : turn.table().peers().get(target.peer());
    if (met != null && met.present()) {
      return turn.act(new Effect.WakeTargetAt(endpoint, turn.nowNs() + LOOK_AGAIN_NS));
    }
    return dial(turn, endpoint, null, target.attempts() + 1, "address");
  }

  static Turn dial(
      Turn turn, Endpoint endpoint, @Nullable NodeId expected, int attempt, String cause) {
    TransportId id = turn.table().nextTransport();
    return turn.tell(new MeshEvent.Dialled(turn.nowNs(), id, endpoint, expected, attempt, cause))
        .act(new Effect.Dial(id, endpoint));
  }

  /// A transport ended: an address the user gave is dialled again after a pause.
  static Turn lost(Turn turn, Transport gone, CloseReason reason) {
    Target target = turn.table().targets().get(gone.route().remote());
    if (target == null
        || target.current() != null
        || !gone.outbound()
        || gone.route().expected() != null
        || reason == CloseReason.SHUTDOWN) {
      return turn;
    }
    boolean ourDecision = reason.byUs() && reason != CloseReason.DIAL_FAILED;
    long pause = ourDecision ? LONGEST_PAUSE_NS : pauseNs(Math.max(1, target.attempts()));
    return turn.act(new Effect.WakeTargetAt(target.endpoint(), turn.nowNs() + pause));
  }

  /// Where this peer can be dialled: where it is seen, else where we dialled it; null if neither.
  static @Nullable Endpoint address(Peer peer, Transport transport) {
    if (peer.sighting() != null) {
      return peer.sighting().endpoint();
    }
    return transport.outbound() ? transport.route().remote() : null;
  }

  /// How long to wait after this many dials in a row without a handshake.
  static long pauseNs(int attempts) {
    return attempts == 0
        ? 0
        : Math.min(LONGEST_PAUSE_NS, FIRST_PAUSE_NS << Math.min(attempts - 1, 5));
  }

  private static boolean underWay(PeerTable table, Peer peer) {
    if (peer.direct().challenge() != null) {
      return true;
    }
    return table.unidentified().stream()
        .map(table.transports()::get)
        .anyMatch(t -> t != null && peer.id().equals(t.route().expected()));
  }
}
