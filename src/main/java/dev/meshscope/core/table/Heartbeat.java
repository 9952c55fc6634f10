package dev.meshscope.core.table;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.EndCause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Faults;

/// What is due on a transport when nothing comes in (DESIGN 4). Pure; on the thread that steps the
/// table.
final class Heartbeat {
  private Heartbeat() {}

  static Turn woken(Turn turn, TransportId id) {
    Transport transport = turn.table().transports().get(id);
    if (transport == null || Deadlines.of(turn.table(), id).orElse(Long.MAX_VALUE) > turn.nowNs()) {
      return turn;
    }
    return switch (transport.state()) {
      case CONNECTING ->
          Endings.close(turn, id, CloseReason.DIAL_FAILED, Cause.of(EndCause.NO_CONNECTION));
      case AWAITING_HANDSHAKE -> awaited(turn, transport);
      case CHALLENGER -> challenger(turn, transport);
      case DRAINING -> Endings.close(turn, id, CloseReason.REPLACED, Cause.none());
      case LIVE, QUIET, SUSPECT -> beat(turn, transport);
    };
  }

  /// What people said is followed by a ping: its pong proves that it has arrived.
  static Turn asked(Turn turn, TransportId id) {
    Transport transport = turn.table().transports().get(id);
    return transport != null
            && transport.state().holdsSlot()
            && transport.pulse().roundTrips().asksForTexts()
        ? turn.ping(id)
        : turn;
  }

  private static Turn awaited(Turn turn, Transport transport) {
    TransportId id = transport.id();
    if (transport.greeting().theirs() != null) {
      return Claims.unproven(turn, transport);
    }
    NodeId expected = transport.route().expected();
    if (expected != null && Deadlines.unanswered(turn.table(), transport) <= turn.nowNs()) {
      return Endings.close(
          turn.tell(new MeshEvent.RemoteCannotSend(turn.nowNs(), expected, id, true)),
          id,
          CloseReason.REMOTE_CANNOT_SEND,
          Cause.none());
    }
    return Endings.close(
        turn.send(id, Faults.HANDSHAKE_TIMEOUT), id, CloseReason.HANDSHAKE_TIMEOUT, Cause.none());
  }

  private static Turn challenger(Turn turn, Transport transport) {
    NodeId peer = transport.peer();
    return peer == null ? turn : Claims.judge(turn, peer, transport.route().kind());
  }

  private static Turn beat(Turn turn, Transport transport) {
    PeerTable table = turn.table();
    TransportId id = transport.id();
    NodeId peer = transport.peer();
    long now = turn.nowNs();
    if (peer == null) {
      return turn;
    }
    if (Deadlines.timeout(table, transport) <= now) {
      return Endings.close(turn, id, CloseReason.HEARTBEAT_TIMEOUT, Cause.none());
    }
    if (Deadlines.healDue(table, transport) <= now) {
      return heal(turn, transport, peer);
    }
    int missed = Deadlines.missed(table, transport, now);
    if (transport.ours() && missed >= Settings.DEAD_AFTER_MISSED) {
      return Endings.close(
          turn, id, CloseReason.HEARTBEAT_TIMEOUT, Cause.of(EndCause.PINGS_UNANSWERED, missed));
    }
    Turn next = turn;
    if (missed >= Settings.SUSPECT_AFTER_MISSED && transport.state() != State.SUSPECT) {
      next = next.tell(new MeshEvent.Suspect(now, id, peer, missed));
    }
    if (Deadlines.pingDue(table, transport) > now) {
      return next;
    }
    if (transport.state() == State.LIVE && missed < Settings.SUSPECT_AFTER_MISSED) {
      next = next.tell(new MeshEvent.Quiet(now, id, peer));
    }
    return next.ping(id);
  }

  /// The remote took our handshake and cannot answer: deployed nodes that replaced a transport of
  /// ours keep speaking into the dead one until all of ours have closed.
  private static Turn heal(Turn turn, Transport transport, NodeId peerId) {
    Peer peer = turn.table().peers().get(peerId);
    if (peer == null) {
      return turn;
    }
    Transport other = Deadlines.otherWay(turn.table(), peer, transport);
    if (other != null && answersSince(other, transport)) {
      // A peer does not leave while another way to it stands.
      return Endings.close(turn, transport.id(), CloseReason.REMOTE_CANNOT_SEND, Cause.none());
    }
    if (other != null && other.pulse().roundTrips().outstanding().isEmpty()) {
      return turn.ping(other.id());
    }
    Turn next =
        turn.tell(new MeshEvent.RemoteCannotSend(turn.nowNs(), peerId, transport.id(), true));
    for (TransportId each : peer.transports()) {
      next = Endings.close(next, each, CloseReason.REMOTE_CANNOT_SEND, Cause.none());
    }
    return next;
  }

  /// Then it can send, only not this way: a ping that went out there since answers for it.
  private static boolean answersSince(Transport other, Transport mute) {
    return other.pulse().roundTrips().arrivedNs() > mute.pulse().liveSinceNs();
  }

  /// Time went by unseen: what was out is void, everybody is asked anew, nobody is judged on the
  /// time in between. A clock that was set back is only told: we measure by another one.
  static Turn clockJumped(Turn turn, long byNs) {
    MeshEvent.ClockJump jump = new MeshEvent.ClockJump(turn.nowNs(), byNs);
    Turn next = turn.tell(jump);
    if (jump.setBack()) {
      return next;
    }
    for (Transport transport : turn.table().transports().values()) {
      if (transport.state().holdsSlot()) {
        next = next.ping(transport.id());
      }
    }
    for (Peer peer : turn.table().peers().values()) {
      for (Kind kind : Kind.values()) {
        next = askAgain(next, peer, peer.slot(kind));
      }
    }
    return next;
  }

  private static Turn askAgain(Turn turn, Peer peer, Slot slot) {
    Challenge challenge = slot.challenge();
    TransportId incumbent = slot.incumbent();
    return challenge == null || incumbent == null
        ? turn
        : turn.tell(
            new MeshEvent.Challenged(
                turn.nowNs(),
                challenge.challenger(),
                peer.id(),
                incumbent,
                turn.nowNs(),
                turn.nowNs(),
                challenge.probeWaitNs()));
  }
}
