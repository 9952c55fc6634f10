package dev.meshscope.core.table;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.FrameCause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.event.MeshEvent.*;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Pause;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/// How each event changes the table. Pure; decides nothing: what follows from an event is decided
/// in [Turn], which tells it as further events.
final class Fold {
  private Fold() {}

  static PeerTable apply(PeerTable table, MeshEvent event) {
    return switch (event) {
      case SettingChanged(_, var settings) -> table.with(settings);
      case ClockJump jump -> jump.setBack() ? table : clockJumped(table, jump.atNs());
      case LoopLagged(_, long lag) -> table.withClock(table.clockJumpedNs(), lag);
      case RelayChanged(_, var state) -> table.with(table.networks().with(state));
      case LanChanged(_, var state) -> table.with(table.networks().with(state));
      case TurnedAway(_, var limit, int count, _) ->
          table.with(table.networks().reached(limit, count));
      case RelaySaid(_, _) -> table;
      case RelaySlowed(_, int times) -> table.with(table.networks().paused(Pause.RELAY, times));
      case DialRequested(_, var endpoint) ->
          table.targets().containsKey(endpoint)
              ? table
              : table.withTarget(new Target(endpoint, null, null, Attempts.NONE));
      case OfPeer ofPeer -> FoldOfPeer.apply(table, ofPeer);
      case OfTransport ofTransport -> apply(table, ofTransport);
    };
  }

  private static PeerTable apply(PeerTable table, OfTransport event) {
    TransportId id = event.transport();
    return switch (event) {
      case Dialled dialled -> dialled(table, dialled);
      case Accepted(long at, _, var kind, var local, var remote, var nonce) ->
          opened(table, Transport.accepted(id, kind, local, remote, nonce, at));
      case Connected(long at, _, var local, var nonce) ->
          change(table, id, t -> t.connected(local, nonce, at));
      case Tuned(_, _, var options) -> change(table, id, t -> t.with(t.socket().tuned(options)));
      case Greeted(_, _, var said) -> change(table, id, t -> t.with(t.greeting().asSent(said)));
      case HandshakeReceived received -> greeted(table, received);
      case ProofReceived(_, _, boolean valid) ->
          valid
              ? proven(table, id)
              : change(table, id, t -> t.with(t.greeting().with(Transport.Proof.INVALID)));
      case FramesReceived(long at, _, var type, int count, long bytes) ->
          change(table, id, t -> t.heard(at, t.counters().in(count, bytes, 0)));
      case UnknownReceived(long at, _, var type, long bytes) ->
          change(table, id, t -> t.heard(at, t.counters().in(1, bytes, 1)));
      case FramesSent(long at, _, var type, int count, long bytes) ->
          change(table, id, t -> t.sent(at, type, count, bytes));
      case FrameDropped(long at, _, var why, _) -> {
        PeerTable next = change(table, id, t -> t.heard(at, t.counters().dropped()));
        yield why.is(FrameCause.TOO_DEEP)
            ? next.with(next.networks().reached(Limits.Which.FRAME_DEPTH, 1))
            : next;
      }
      case PingSent(long at, _) ->
          change(table, id, t -> t.with(t.pulse().roundTrips().pinged(at)));
      case RoundTrip(long at, _, var on, long rtt) -> answered(table, on, at, rtt);
      case KernelSampled(_, _, var view) ->
          change(table, id, t -> t.with(t.socket().sampled(view)));
      case Live live -> live(table, live);
      case Quiet(_, _, _) -> change(table, id, t -> t.with(State.QUIET));
      case Suspect(_, _, _, _) -> change(table, id, t -> t.with(State.SUSPECT));
      case Closed closed -> closed(table, closed);
      case Challenged(_, _, var peerId, _, long held, long asked, long wait) ->
          slot(
              settled(change(table, id, t -> t.with(State.CHALLENGER)), id),
              peerId,
              id,
              slot -> slot.challengedBy(new Challenge(id, held, asked, wait, -1, null)));
      case Judged(_, _, var peerId, var verdict, _) ->
          slot(
              table,
              peerId,
              id,
              slot ->
                  slot.challenge() == null || !slot.challenge().challenger().equals(id)
                      ? slot
                      : slot.challengedBy(slot.challenge().said(verdict)));
      case Promoted promoted -> promoted(table, promoted);
      case WrongPromotion(_, _, var peerId) ->
          change(table, peerId, peer -> peer.with(peer.past().wronged()).spoke(id));
      case ContentReceived(_, _, _, var frame) ->
          frame instanceof Frame.PeerInfo(_, int beyond) && beyond > 0
              ? table.with(table.networks().reached(Limits.Which.GOSSIP_ENTRIES, beyond))
              : table;
      case ContentHeld(_, _, var frame, int bytes, boolean kept) ->
          kept
              ? change(
                  table,
                  id,
                  t -> t.with(t.greeting().with(t.greeting().early().plus(frame, bytes))))
              : table;
      case Slowed(_, _, var limit, _) -> table.with(table.networks().reached(limit, 1));
      case HeldUp _ -> table.with(table.networks().paused(Pause.UNREAD, 1));
      case ArrivalUnknown _, LateCloseIgnored _, Refused _, FrameNotSent _ -> table;
    };
  }

  // Transports come and go.

  private static PeerTable dialled(PeerTable table, Dialled event) {
    Endpoint endpoint = event.endpoint();
    PeerTable next =
        opened(
            table,
            Transport.dialled(
                event.transport(), event.kind(), endpoint, event.expected(), event.atNs()));
    Target target = next.targets().get(endpoint);
    if (event.expected() == null) {
      return target == null
          ? next
          : next.withTarget(
              new Target(
                  endpoint,
                  event.transport(),
                  target.peer(),
                  target.attempts().dialled(event.attempt(), 0, event.atNs())));
    }
    next = next.with(next.doors().after(event));
    return change(
        next,
        event.expected(),
        peer ->
            peer.with(
                    endpoint,
                    peer.dials(endpoint)
                        .dialled(event.attempt(), peer.seen().pidAt(endpoint), event.atNs()))
                .with(peer.past().with(peer.past().heals().settled())));
  }

  private static PeerTable opened(PeerTable table, Transport transport) {
    return table
        .with(
            table.transports().plus(transport.id(), transport),
            table.unidentified().plus(transport.id()))
        .withNext(new TransportId(transport.id().value() + 1));
  }

  private static PeerTable greeted(PeerTable table, HandshakeReceived event) {
    if (event.repeated()) {
      return table;
    }
    TransportId id = event.transport();
    NodeId peerId = event.handshake().nodeId();
    PeerTable next = change(table, id, t -> t.greetedBy(event.handshake(), event.atNs()));
    next = next.with(next.doors().after(next.transports().get(id), event));
    if (!next.peers().containsKey(peerId)) {
      next = peer(next, Peer.met(peerId, event.handshake().name()));
    }
    return next;
  }

  private static PeerTable closed(PeerTable table, Closed event) {
    TransportId id = event.transport();
    Transport gone = table.transports().get(id);
    if (gone == null) {
      return table;
    }
    PeerTable next =
        table
            .with(table.transports().minus(id), table.unidentified().minus(id))
            .with(table.ended().plus(new EndedRing.Entry(gone.peer(), Peer.Ended.of(gone, event))));
    Cause why = event.detail().isEmpty() ? Cause.of(event.reason()) : event.detail();
    boolean stood = gone.stood(event.atNs());
    Attempts.Outcome outcome = Attempts.outcome(gone, event.reason());
    for (Target target : table.targets().values()) {
      if (event.reason() == CloseReason.OWN_NODE_ID && target.leadsHere(table, gone)) {
        next = next.withTargets(next.targets().minus(target.endpoint()));
      } else if (id.equals(target.current())) {
        NodeId met = gone.peer();
        next =
            next.withTarget(
                new Target(
                    target.endpoint(),
                    null,
                    met == null ? target.peer() : met,
                    stood ? Attempts.NONE : target.attempts().failed(outcome, why, event.atNs())));
      }
    }
    if (gone.outbound() && gone.route().expected() != null) {
      Endpoint endpoint = gone.route().remote();
      next = next.with(next.doors().after(gone, event));
      next =
          change(
              next,
              gone.route().expected(),
              peer ->
                  stood
                      ? peer.undialled(List.of(endpoint))
                      : peer.with(
                          endpoint, peer.dials(endpoint).failed(outcome, why, event.atNs())));
    }
    // Of whom was met where another one was looked for nothing has ended.
    NodeId peerId = event.reason() == CloseReason.WRONG_PEER ? null : event.peer();
    return peerId == null ? next : change(next, peerId, peer -> peer.without(gone, event));
  }

  // A slot changes hands.

  private static PeerTable live(PeerTable table, Live event) {
    TransportId id = event.transport();
    PeerTable next =
        change(table, id, t -> event.reason() == null ? t.with(State.LIVE) : t.live(event.atNs()));
    if (event.reason() == null) {
      return next;
    }
    Reason reason = event.reason();
    next = slot(settled(next, id), event.peer(), id, slot -> slot.without(id).heldBy(id));
    Transport transport = next.transports().get(id);
    return change(
        next,
        event.peer(),
        peer ->
            peer.with(lives(peer, transport))
                .with(peer.past().lived(reason))
                .with(peer.seen().unsaid()));
  }

  /// It has a place in a peer, or contests one.
  private static PeerTable settled(PeerTable table, TransportId id) {
    return table.with(table.transports(), table.unidentified().minus(id));
  }

  private static PeerTable proven(PeerTable table, TransportId id) {
    PeerTable next = change(table, id, t -> t.with(t.greeting().with(Transport.Proof.VALID)));
    Transport transport = next.transports().get(id);
    if (transport == null) {
      return next;
    }
    NodeId peerId = transport.peer();
    Handshake theirs = transport.greeting().theirs();
    if (theirs != null && theirs.publicKey().equals(next.pinned().get(theirs.nodeId()))) {
      next = next.with(next.keys().proven(theirs.nodeId()));
    }
    next = change(next, peerId, peer -> peer.with(peer.past().asProven()));
    return transport.state().holdsSlot()
        ? change(next, transport.peer(), peer -> peer.with(lives(peer, transport)))
        : next;
  }

  /// Only a proven life supersedes another: who merely names one could lock the true owner out.
  private static Peer.Life lives(Peer peer, @Nullable Transport holder) {
    return holder != null && (holder.greeting().proven() || peer.life().current() == null)
        ? peer.life().now(holder.incarnation())
        : peer.life();
  }

  private static PeerTable promoted(PeerTable table, Promoted event) {
    PeerTable next =
        slot(table, event.peer(), event.transport(), slot -> slot.promoted(event.atNs()));
    TransportId replaced = event.replaced();
    if (replaced == null) {
      return next;
    }
    next = change(next, replaced, t -> t.with(State.DRAINING));
    next = slot(next, event.peer(), replaced, slot -> slot.without(replaced));
    return change(next, event.peer(), peer -> peer.drains(replaced, event.reason(), event.atNs()));
  }

  private static PeerTable answered(PeerTable table, TransportId on, long at, long rtt) {
    Transport transport = table.transports().get(on);
    if (transport == null) {
      return table;
    }
    List<Long> out = transport.pulse().roundTrips().outstanding();
    PeerTable next = change(table, on, t -> t.with(t.pulse().roundTrips().answered(rtt)));
    NodeId peerId = transport.peer();
    if (peerId == null || out.isEmpty()) {
      return next;
    }
    long sent = out.getFirst();
    return slot(
        next,
        peerId,
        on,
        slot -> {
          Challenge challenge = slot.challenge();
          return challenge != null
                  && challenge.answeredNs() < 0
                  && on.equals(slot.incumbent())
                  && sent >= challenge.sinceNs()
              ? slot.challengedBy(challenge.answered(at))
              : slot;
        });
  }

  // The node.

  private static PeerTable clockJumped(PeerTable table, long at) {
    PMap<TransportId, Transport> transports = table.transports();
    for (Transport transport : table.transports().values()) {
      transports =
          transports.plus(transport.id(), transport.with(transport.pulse().roundTrips().voided()));
    }
    return table.with(transports, table.unidentified()).withClock(at, table.loopLagNs());
  }

  // Parts of the table.

  private static PeerTable change(
      PeerTable table, TransportId id, UnaryOperator<Transport> change) {
    Transport transport = table.transports().get(id);
    return transport == null
        ? table
        : table.with(table.transports().plus(id, change.apply(transport)), table.unidentified());
  }

  static PeerTable change(PeerTable table, @Nullable NodeId id, UnaryOperator<Peer> change) {
    Peer peer = id == null ? null : table.peers().get(id);
    return peer == null ? table : peer(table, change.apply(peer));
  }

  private static PeerTable slot(
      PeerTable table, NodeId peerId, TransportId id, UnaryOperator<Slot> change) {
    Transport transport = table.transports().get(id);
    if (transport == null) {
      return table;
    }
    Kind kind = transport.route().kind();
    return change(table, peerId, peer -> peer.with(kind, change.apply(peer.slot(kind))));
  }

  static PeerTable peer(PeerTable table, Peer peer) {
    return table.withPeers(table.peers().plus(peer.id(), peer));
  }
}
