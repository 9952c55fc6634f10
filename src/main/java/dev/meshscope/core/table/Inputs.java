package dev.meshscope.core.table;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.SendCause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Faults;
import dev.meshscope.core.wire.Frame;

/// Where each input goes. Pure; on the thread that steps the table.
final class Inputs {
  private Inputs() {}

  static Turn take(Turn turn, Input input) {
    long now = turn.nowNs();
    return switch (input) {
      case Input.Accepted accepted -> accepted(turn, accepted);
      case Input.Connected(var id, var local, var nonce) ->
          known(turn, id)
              ? Greetings.greet(turn.tell(new MeshEvent.Connected(now, id, local, nonce)), id)
              : turn;
      case Input.Tuned(var id, var options) ->
          known(turn, id) ? turn.tell(new MeshEvent.Tuned(now, id, options)) : turn;
      case Input.Received received ->
          known(turn, received.id()) ? Frames.received(turn, received) : turn;
      case Input.Pinged(var id, int count) ->
          known(turn, id) ? Frames.pinged(turn, id, count) : turn;
      case Input.Malformed(var id, var why, int bytes) ->
          known(turn, id) ? Frames.malformed(turn, id, why, bytes) : turn;
      case Input.Written(var id, var type, int count, long bytes) ->
          known(turn, id)
              ? Heartbeat.asked(
                  turn.tell(new MeshEvent.FramesSent(now, id, type, count, bytes)), id)
              : turn;
      case Input.Violated(var id, var reason) -> violated(turn, id, reason);
      case Input.Ended(var id, var reason, var detail) -> Endings.ended(turn, id, reason, detail);
      case Input.Sampled(var id, var view) ->
          known(turn, id) ? turn.tell(new MeshEvent.KernelSampled(now, id, view)) : turn;
      case Input.Sighted(var sighting) -> Dialer.sighted(turn, sighting);
      case Input.Unsighted(var nodeId, var source) ->
          turn.table()
                  .peer(nodeId)
                  .filter(peer -> peer.seen().now().containsKey(source))
                  .isPresent()
              ? turn.tell(new MeshEvent.Undiscovered(now, nodeId, source))
              : turn;
      case Input.RelayTold(var state) ->
          state.equals(turn.table().networks().relay())
              ? turn
              : turn.tell(new MeshEvent.RelayChanged(now, state));
      case Input.RelaySaid(var text) -> turn.tell(new MeshEvent.RelaySaid(now, text));
      case Input.RelaySlowed(int times) -> turn.tell(new MeshEvent.RelaySlowed(now, times));
      case Input.LanTold(var state) ->
          state.equals(turn.table().networks().lan())
              ? turn
              : turn.tell(new MeshEvent.LanChanged(now, state));
      case Input.TurnedAway(var limit, int count, var example) ->
          turn.tell(new MeshEvent.TurnedAway(now, limit, count, example));
      case Input.Slowed(var id, var limit, long pause) ->
          known(turn, id) ? turn.tell(new MeshEvent.Slowed(now, id, limit, pause)) : turn;
      case Input.HeldUp(var id, long most) ->
          known(turn, id) ? turn.tell(new MeshEvent.HeldUp(now, id, most)) : turn;
      case Input.NotWritten(var id, var type, var why) ->
          known(turn, id) ? turn.tell(new MeshEvent.FrameNotSent(now, id, type, why)) : turn;
      case Input.DialWanted(var endpoint) ->
          KeptAddresses.wanted(turn.tell(new MeshEvent.DialRequested(now, endpoint)), endpoint);
      case Input.Woken(var id) -> Heartbeat.woken(turn, id).rearm(id);
      case Input.PeerWoken(var peer) -> Dialer.consider(turn, peer);
      case Input.TargetWoken(var endpoint) -> KeptAddresses.wanted(turn, endpoint);
      case Input.Swept() -> Strangers.sweep(turn);
      case Input.Lagged(long lag) -> turn.tell(new MeshEvent.LoopLagged(now, lag));
      case Input.ClockJumped(long by) -> Heartbeat.clockJumped(turn, by);
      case Input.SettingsWanted(var settings) -> changed(turn, settings);
      case Input.PingWanted(var id) ->
          turn.table().transport(id).filter(t -> t.state().holdsSlot()).isPresent()
              ? turn.ping(id)
              : turn;
      case Input.DropWanted(var id) ->
          Endings.close(turn, id, CloseReason.DROPPED_BY_USER, Cause.none());
      case Input.TrustWanted(var peer, var key) -> Trust.trust(turn, peer, key);
      case Input.ForgetWanted(var peer) -> Trust.forget(turn, peer);
      case Input.SayWanted say -> said(turn, say);
      case Input.StopWanted() -> stopped(turn);
    };
  }

  private static boolean known(Turn turn, TransportId id) {
    return turn.table().transports().containsKey(id);
  }

  private static Turn accepted(Turn turn, Input.Accepted input) {
    Turn next =
        turn.tell(
            new MeshEvent.Accepted(
                turn.nowNs(),
                input.id(),
                input.kind(),
                input.local(),
                input.remote(),
                input.nonce()));
    if (next.table().transports().size() > Settings.MAX_ENTRIES) {
      return Endings.close(
          Greetings.noRoom(next, input.id()), input.id(), CloseReason.TABLE_FULL, Cause.none());
    }
    int most = turn.table().settings().limits().pendingHandshakes();
    return next.table().unidentified().size() > most ? dropOldestPending(next) : next;
  }

  /// The oldest pending handshake goes first: who comes now has the better claim to the room.
  private static Turn dropOldestPending(Turn turn) {
    for (TransportId id : turn.table().unidentified()) {
      Transport transport = turn.table().transports().get(id);
      if (transport != null && !transport.outbound()) {
        return Endings.close(turn, id, CloseReason.PENDING_LIMIT, Cause.none())
            .tell(
                new MeshEvent.TurnedAway(
                    turn.nowNs(),
                    Limits.Which.PENDING_HANDSHAKES,
                    1,
                    transport.route().remote().toString()));
      }
    }
    return turn;
  }

  private static Turn violated(Turn turn, TransportId id, CloseReason reason) {
    Turn next = known(turn, id) ? turn.send(id, Faults.FRAME_TOO_LARGE) : turn;
    return Endings.close(next, id, reason, Cause.none());
  }

  private static Turn changed(Turn turn, Settings settings) {
    Turn next = turn.tell(new MeshEvent.SettingChanged(turn.nowNs(), settings));
    for (Peer peer : turn.table().peers().values()) {
      next = Claims.judgeAll(next, peer.id());
    }
    return next;
  }

  private static Turn said(Turn turn, Input.SayWanted say) {
    PeerTable table = turn.table();
    Frame message =
        new Frame.Message(
            table.self().nodeId().text(), table.self().name().text(), say.text(), say.timestamp());
    Turn next = turn;
    for (Peer peer : table.peers().values()) {
      Transport active = say.to() == null || say.to().equals(peer.id()) ? table.active(peer) : null;
      if (active != null) {
        next = said(next, active, message);
      }
    }
    return next;
  }

  private static Turn said(Turn turn, Transport to, Frame message) {
    return turn.table().settings().provenOnly() && !to.greeting().proven()
        ? turn.tell(
            new MeshEvent.FrameNotSent(
                turn.nowNs(), to.id(), message.type(), Cause.of(SendCause.NOT_PROVEN)))
        : turn.send(to.id(), message);
  }

  private static Turn stopped(Turn turn) {
    Turn next = turn;
    for (TransportId id : turn.table().transports().keySet()) {
      next = Endings.close(next, id, CloseReason.SHUTDOWN, Cause.none());
    }
    return next;
  }
}
