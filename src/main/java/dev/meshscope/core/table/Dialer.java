package dev.meshscope.core.table;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Who is dialled, and when again (PROTOCOL 3 and 5). Pure; on the thread that steps the table.
///
/// Everything that may call for a dial (a sighting, a transport that ended, a pause that is over)
/// leads to [#consider], which carries out the [Plan] that the table as it is calls for. Nothing is
/// remembered but how dials of an address fared.
final class Dialer {
  private Dialer() {}

  private static final long LOOK_AGAIN_NS = TimeUnit.SECONDS.toNanos(5);

  /// The larger node id dials on the LAN if the smaller has not for so long although both see each
  /// other.
  static final long FALLBACK_NS = TimeUnit.SECONDS.toNanos(5);

  /// Discovery sees a peer.
  static Turn sighted(Turn turn, Sighting sighting) {
    NodeId id = sighting.nodeId();
    if (id.equals(turn.table().self().nodeId())) {
      return turn;
    }
    Peer known = turn.table().peers().get(id);
    boolean same = known != null && sighting.equals(known.seen().now().get(sighting.source()));
    Turn next = same ? turn : turn.tell(new MeshEvent.Discovered(turn.nowNs(), id, sighting));
    return consider(next, id);
  }

  /// Dials the peer where the rules call for it now; where they will later, there is a timer.
  static Turn consider(Turn turn, NodeId id) {
    Turn next = turn;
    for (Source source : Source.values()) {
      next = carryOut(next, id, source);
    }
    return next;
  }

  /// What is to be done now about the way that this discovery shows.
  static Plan plan(PeerTable table, Peer peer, Source source) {
    Sighting sighting = peer.seen().now().get(source);
    if (sighting == null) {
      return new Plan.Nothing();
    }
    return switch (source.kind()) {
      case DIRECT -> direct(table, peer, source, sighting);
      case RELAY -> relay(table, peer, sighting);
    };
  }

  private static Plan direct(PeerTable table, Peer peer, Source source, Sighting sighting) {
    boolean newLife = peer.seen().newLife(source);
    boolean held = peer.direct().incumbent() != null || peer.direct().challenge() != null;
    // A dial that hangs at the old life's door does not keep us from knocking at the new one's.
    if (held && !newLife) {
      return new Plan.Nothing();
    }
    if (underWay(table, peer)) {
      return new Plan.UnderWay();
    }
    boolean smaller = table.self().nodeId().compareTo(peer.id()) < 0;
    if (!smaller && (source == Source.LOOPBACK || held)) {
      return new Plan.Theirs();
    }
    long turnNs = smaller ? Long.MIN_VALUE : waitedSinceNs(peer) + FALLBACK_NS;
    Endpoint best = best(peer, sighting);
    String cause = !smaller ? "fallback" : held ? "new-life" : "discovered";
    return new Plan.Ours(best, Math.max(turnNs, restedNs(table, peer, best)), cause);
  }

  /// The relay is a second way, beside whatever direct one there is.
  private static Plan relay(PeerTable table, Peer peer, Sighting sighting) {
    if (!(table.networks().relay() instanceof RelayState.Open)
        || peer.relay().incumbent() != null
        || peer.relay().challenge() != null) {
      return new Plan.Nothing();
    }
    if (pending(table, peer.id(), Kind.RELAY)) {
      return new Plan.UnderWay();
    }
    Endpoint relay = sighting.endpoint();
    return new Plan.Ours(relay, restedNs(table, peer, relay), "relay");
  }

  private static Turn carryOut(Turn turn, NodeId id, Source source) {
    Peer peer = turn.table().peers().get(id);
    if (peer == null || !(plan(turn.table(), peer, source) instanceof Plan.Ours plan)) {
      return turn;
    }
    if (plan.atNs() > turn.nowNs()) {
      return turn.act(new Effect.WakePeerAt(id, plan.atNs()));
    }
    int attempt = peer.dials(plan.endpoint()).count() + 1;
    return switch (source.kind()) {
      case DIRECT -> dial(turn, plan.endpoint(), id, attempt, plan.cause());
      case RELAY -> reach(turn, plan.endpoint(), id, attempt, plan.cause());
    };
  }

  private static Turn reach(Turn turn, Endpoint relay, NodeId id, int attempt, String cause) {
    TransportId transport = turn.table().nextTransport();
    return turn.tell(
            new MeshEvent.Dialled(turn.nowNs(), transport, Kind.RELAY, relay, id, attempt, cause))
        .act(new Effect.Reach(transport, id));
  }

  private static long restedNs(PeerTable table, Peer peer, Endpoint endpoint) {
    return peer.dials(endpoint).restedNs(salt(table, endpoint));
  }

  /// Since when the smaller node id had its turn: it sees us, and nothing stands between us.
  private static long waitedSinceNs(Peer peer) {
    long lost = -1;
    for (Peer.Ended ended : peer.past().ended()) {
      if (ended.heldSlot() && ended.kind() == Kind.DIRECT) {
        lost = ended.endedNs();
      }
    }
    return Math.max(peer.seen().sinceNs(), lost);
  }

  /// Of several addresses the one that failed least, the best first.
  private static Endpoint best(Peer peer, Sighting sighting) {
    Endpoint best = sighting.endpoint();
    for (Endpoint endpoint : sighting.endpoints()) {
      if (peer.dials(endpoint).count() < peer.dials(best).count()) {
        best = endpoint;
      }
    }
    return best;
  }

  /// An address is to be kept connected, or its pause is over.
  static Turn wanted(Turn turn, Endpoint endpoint) {
    Target target = turn.table().targets().get(endpoint);
    if (target == null || target.current() != null) {
      return turn;
    }
    Peer met = target.peer() == null ? null : turn.table().peers().get(target.peer());
    if (met != null && met.direct().incumbent() != null) {
      return turn.act(new Effect.WakeTargetAt(endpoint, turn.nowNs() + LOOK_AGAIN_NS));
    }
    return dial(turn, endpoint, null, target.attempts().count() + 1, "address");
  }

  static Turn dial(
      Turn turn, Endpoint endpoint, @Nullable NodeId expected, int attempt, String cause) {
    TransportId id = turn.table().nextTransport();
    return turn.tell(
            new MeshEvent.Dialled(
                turn.nowNs(), id, Kind.DIRECT, endpoint, expected, attempt, cause))
        .act(new Effect.Dial(id, endpoint));
  }

  /// A transport ended: what led to it may have to be dialled again.
  static Turn lost(Turn turn, Transport gone, CloseReason reason) {
    if (reason == CloseReason.SHUTDOWN) {
      return turn;
    }
    Turn next = met(turn, gone);
    Target target = turn.table().targets().get(gone.route().remote());
    if (target == null
        || target.current() != null
        || !gone.outbound()
        || gone.route().expected() != null) {
      return next;
    }
    boolean ourDecision = reason.byUs() && reason != CloseReason.DIAL_FAILED;
    long again =
        ourDecision && !gone.stood(turn.nowNs())
            ? turn.nowNs() + Attempts.LONGEST_NS
            : Math.max(
                turn.nowNs(), target.attempts().restedNs(salt(turn.table(), target.endpoint())));
    return next.act(new Effect.WakeTargetAt(target.endpoint(), again));
  }

  /// An address behind which this peer was met once need not wait for its next look.
  private static Turn met(Turn turn, Transport gone) {
    Turn next = turn;
    if (gone.peer() != null && gone.route().kind() == Kind.DIRECT) {
      for (Target target : turn.table().targets().values()) {
        boolean behind = gone.peer().equals(target.peer()) && target.current() == null;
        if (behind && !target.endpoint().equals(gone.route().remote())) {
          next = next.act(new Effect.WakeTargetAt(target.endpoint(), turn.nowNs()));
        }
      }
    }
    return next;
  }

  /// Where this peer can be dialled: where it is seen, else where we dialled it; null if neither.
  static @Nullable Endpoint address(Peer peer, Transport transport) {
    Sighting sighting = peer.sighting();
    if (sighting != null) {
      return sighting.endpoint();
    }
    boolean dialled = transport.outbound() && transport.route().kind() == Kind.DIRECT;
    return dialled ? transport.route().remote() : null;
  }

  /// Whether a direct dial to where it is seen now, by the life that is seen now, has not come to
  /// anything yet.
  private static boolean underWay(PeerTable table, Peer peer) {
    for (TransportId id : table.unidentified()) {
      Transport transport = table.transports().get(id);
      if (transport != null
          && transport.route().kind() == Kind.DIRECT
          && peer.id().equals(transport.route().expected())
          && transport.route().openedNs() >= peer.seen().sinceNs()
          && peer.seen().at(transport.route().remote())) {
        return true;
      }
    }
    return false;
  }

  private static boolean pending(PeerTable table, NodeId peer, Kind kind) {
    for (TransportId id : table.unidentified()) {
      Transport transport = table.transports().get(id);
      if (transport != null
          && transport.route().kind() == kind
          && peer.equals(transport.route().expected())) {
        return true;
      }
    }
    return false;
  }

  /// Makes our pauses differ from those of other nodes that dial the same address.
  private static long salt(PeerTable table, Endpoint endpoint) {
    return 31L * table.self().incarnation().hashCode() + endpoint.hashCode();
  }
}
