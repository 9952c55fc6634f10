package dev.meshscope.core.table;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.EndCause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a frame means to the transport it came in on. Pure; on the thread that steps the table.
final class Frames {
  private Frames() {}

  private static final int PING_BYTES = 15;

  /// Whoever has not said who it is may send so many broken frames.
  private static final int MALFORMED_BEFORE_GREETING = 8;

  private static final Set<Reason> TAKEN_FOR_DEAD =
      EnumSet.of(Reason.INCUMBENT_SILENT, Reason.STALE, Reason.NO_LONGER_HELD);

  static Turn received(Turn turn, Input.Received input) {
    TransportId id = input.id();
    Frame frame = input.frame();
    boolean greeting = frame instanceof Frame.Greeting || frame instanceof Frame.BadGreeting;
    if (!greeting && awaitsGreeting(turn, id)) {
      return Endings.close(
          turn, id, CloseReason.HANDSHAKE_EXPECTED, Cause.of(EndCause.FIRST_FRAME, frame.type()));
    }
    MeshEvent heard =
        frame instanceof Frame.Unknown
            ? new MeshEvent.UnknownReceived(turn.nowNs(), id, frame.type(), input.bytes())
            : new MeshEvent.FramesReceived(turn.nowNs(), id, frame.type(), 1, input.bytes());
    Turn next = heard(turn.tell(heard), id);
    return switch (frame) {
      case Frame.Greeting(var handshake) -> Greetings.received(next, id, handshake);
      case Frame.BadGreeting(var fault) ->
          Endings.close(next, id, CloseReason.BAD_HANDSHAKE, fault);
      case Frame.Proof(var signature) -> Greetings.proof(next, id, signature);
      case Frame.Ping() -> next.act(new Effect.SendPongs(id, 1));
      case Frame.Pong() -> ponged(next, id);
      // What is not interpreted is said, too: its type is shown.
      case Frame.Message _,
          Frame.PeerInfo _,
          Frame.WakeChannel _,
          Frame.NodeStats _,
          Frame.Uninterpreted _ ->
          said(next, id, frame, input.bytes());
      // Why a connection ends is of use only before it has.
      case Frame.Fault _ -> told(next, id, frame);
      case Frame.Unknown _ -> next;
    };
  }

  /// Who has not taken its slot has not said it in the peer's name yet.
  private static Turn said(Turn turn, TransportId id, Frame frame, int bytes) {
    Transport transport = turn.table().transports().get(id);
    if (transport == null
        || (transport.state() != State.AWAITING_HANDSHAKE
            && transport.state() != State.CHALLENGER)) {
      return told(turn, id, frame);
    }
    int pending = turn.table().unidentified().size();
    boolean kept = transport.greeting().early().hasRoomFor(bytes, pending);
    return turn.tell(new MeshEvent.ContentHeld(turn.nowNs(), id, frame, bytes, kept));
  }

  private static Turn told(Turn turn, TransportId id, Frame frame) {
    return turn.tell(new MeshEvent.ContentReceived(turn.nowNs(), id, peerOf(turn, id), frame));
  }

  static Turn pinged(Turn turn, TransportId id, int count) {
    if (awaitsGreeting(turn, id)) {
      return Endings.close(
          turn, id, CloseReason.HANDSHAKE_EXPECTED, Cause.of(EndCause.FIRST_FRAME, "ping"));
    }
    MeshEvent heard =
        new MeshEvent.FramesReceived(turn.nowNs(), id, "ping", count, (long) PING_BYTES * count);
    return heard(turn.tell(heard), id).act(new Effect.SendPongs(id, count));
  }

  static Turn malformed(Turn turn, TransportId id, Cause why, int bytes) {
    Turn next = turn.tell(new MeshEvent.FrameDropped(turn.nowNs(), id, why, bytes));
    Transport transport = next.table().transports().get(id);
    if (transport != null
        && transport.greeting().theirs() == null
        && transport.counters().malformed() >= MALFORMED_BEFORE_GREETING) {
      return Endings.close(
          next, id, CloseReason.HANDSHAKE_EXPECTED, Cause.of(EndCause.ONLY_BROKEN));
    }
    return heard(next, id);
  }

  private static boolean awaitsGreeting(Turn turn, TransportId id) {
    Transport transport = turn.table().transports().get(id);
    // A deployed acceptor may say something before its handshake; an acceptor of ours takes
    // nothing.
    return transport != null && !transport.outbound() && transport.greeting().theirs() == null;
  }

  /// A sign of life: a quiet transport is live again, a replaced one was perhaps replaced wrongly.
  private static Turn heard(Turn turn, TransportId id) {
    Transport transport = turn.table().transports().get(id);
    if (transport == null || transport.peer() == null) {
      return turn;
    }
    return switch (transport.state()) {
      case QUIET, SUSPECT ->
          turn.tell(
              new MeshEvent.Live(turn.nowNs(), id, transport.peer(), null, silentBefore(turn, id)));
      case DRAINING -> {
        Peer peer = turn.table().peers().get(transport.peer());
        boolean wrong =
            peer != null
                && peer.draining().stream()
                    .anyMatch(
                        d ->
                            d.transport().equals(id)
                                && !d.spoke()
                                && TAKEN_FOR_DEAD.contains(d.reason()));
        yield wrong
            ? turn.tell(new MeshEvent.WrongPromotion(turn.nowNs(), id, transport.peer()))
            : turn;
      }
      case CONNECTING, AWAITING_HANDSHAKE, CHALLENGER, LIVE -> turn;
    };
  }

  private static long silentBefore(Turn turn, TransportId id) {
    Transport before = turn.before().transports().get(id);
    return before == null ? 0 : turn.nowNs() - before.pulse().lastHeardNs();
  }

  /// A pong answers the oldest ping of its transport. One on a transport that asked nothing answers
  /// for another of the same peer: deployed nodes reply wherever their outgoing pointer points.
  private static Turn ponged(Turn turn, TransportId id) {
    Transport on = answered(turn.table(), id);
    if (on == null) {
      return turn;
    }
    long rtt = turn.nowNs() - on.pulse().roundTrips().outstanding().getFirst();
    Turn next = turn.tell(new MeshEvent.RoundTrip(turn.nowNs(), id, on.id(), rtt));
    next = Heartbeat.asked(next, on.id());
    return on.peer() == null ? next : Claims.judgeAll(next, on.peer());
  }

  private static @Nullable Transport answered(PeerTable table, TransportId id) {
    Transport here = table.transports().get(id);
    if (here == null || !here.pulse().roundTrips().outstanding().isEmpty()) {
      return here;
    }
    // A node of ours answers where it was asked: a pong too many, say after a clock jump, says
    // nothing.
    Peer peer = here.peer() == null || here.ours() ? null : table.peers().get(here.peer());
    if (peer == null) {
      return null;
    }
    for (TransportId other : peer.transports()) {
      Transport candidate = table.transports().get(other);
      // Nor does anybody else answer for a node of ours.
      if (candidate != null
          && !candidate.ours()
          && !candidate.pulse().roundTrips().outstanding().isEmpty()) {
        return candidate;
      }
    }
    return null;
  }

  private static @Nullable NodeId peerOf(Turn turn, TransportId id) {
    Transport transport = turn.table().transports().get(id);
    return transport == null ? null : transport.peer();
  }
}
