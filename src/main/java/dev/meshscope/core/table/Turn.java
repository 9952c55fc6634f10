package dev.meshscope.core.table;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Seal;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// One step in the making: the table so far, what is to be done, what happened. A value; each
/// method gives the next one.
///
/// @param before the table when the step began
/// @param table the table now
/// @param nowNs the time of the step
record Turn(
    PeerTable before,
    PeerTable table,
    Seal seal,
    long nowNs,
    PVector<Effect> effects,
    PVector<MeshEvent> events) {

  /// A deadline that is already over is looked at again after this.
  private static final long SOONEST_NS = TimeUnit.MILLISECONDS.toNanos(10);

  static Turn of(PeerTable table, Seal seal, long nowNs) {
    return new Turn(table, table, seal, nowNs, TreePVector.empty(), TreePVector.empty());
  }

  /// This happened: told to observers, folded into the table.
  Turn tell(MeshEvent event) {
    return new Turn(before, table.apply(event), seal, nowNs, effects, events.plus(event));
  }

  /// This is to be done.
  Turn act(Effect effect) {
    return new Turn(before, table, seal, nowNs, effects.plus(effect), events);
  }

  Turn send(TransportId id, Frame frame) {
    return act(new Effect.Send(id, frame));
  }

  Turn ping(TransportId id) {
    return table.transports().containsKey(id)
        ? send(id, new Frame.Ping()).tell(new MeshEvent.PingSent(nowNs, id))
        : this;
  }

  /// Takes an input in.
  Turn take(Input input) {
    return Inputs.take(this, input);
  }

  /// The step, with what follows from what happened, and the timers that all of it calls for. A
  /// deadline that moved away is left alone: its timer goes off early and is armed again.
  PeerTable.Step done() {
    Turn turn = Aftermath.of(this);
    for (TransportId id : turn.touched()) {
      OptionalLong was = Deadlines.of(before, id);
      OptionalLong now = Deadlines.of(turn.table, id);
      if (now.isPresent() && (was.isEmpty() || now.getAsLong() < was.getAsLong())) {
        turn = turn.act(new Effect.WakeAt(id, now.getAsLong()));
      }
    }
    return new PeerTable.Step(turn.table, turn.effects, turn.events);
  }

  /// The timer of this transport went off: whatever its deadline is now, it needs a new one.
  Turn rearm(TransportId id) {
    OptionalLong was = Deadlines.of(before, id);
    OptionalLong now = Deadlines.of(table, id);
    boolean armedByDone = now.isPresent() && (was.isEmpty() || now.getAsLong() < was.getAsLong());
    return now.isPresent() && !armedByDone
        ? act(new Effect.WakeAt(id, Math.max(now.getAsLong(), nowNs + SOONEST_NS)))
        : this;
  }

  private Set<TransportId> touched() {
    Set<TransportId> touched = new HashSet<>();
    for (MeshEvent event : events) {
      switch (event) {
        case MeshEvent.RoundTrip(_, var id, var on, _) -> {
          touched.add(id);
          touched.add(on);
        }
        case MeshEvent.Promoted promoted -> {
          touched.add(promoted.transport());
          if (promoted.replaced() != null) {
            touched.add(promoted.replaced());
          }
        }
        case MeshEvent.Closed closed when closed.peer() != null -> {
          touched.add(closed.transport());
          // Who is dialled has less time for its handshake where nothing else stands.
          touched.addAll(dialsTo(closed.peer()));
        }
        case MeshEvent.OfTransport ofTransport -> touched.add(ofTransport.transport());
        case MeshEvent.SettingChanged _, MeshEvent.ClockJump _ ->
            touched.addAll(table.transports().keySet());
        case MeshEvent.Discovered discovered -> {
          // Now there is an address to heal by, or a new reason to.
          table.peer(discovered.peer()).ifPresent(peer -> touched.addAll(peer.transports()));
          touched.addAll(dialsTo(discovered.peer()));
        }
        case MeshEvent.OfPeer _,
            MeshEvent.LoopLagged _,
            MeshEvent.DialRequested _,
            MeshEvent.RelayChanged _,
            MeshEvent.RelaySaid _,
            MeshEvent.LanChanged _,
            MeshEvent.TurnedAway _ -> {}
      }
    }
    return touched;
  }

  private List<TransportId> dialsTo(NodeId peer) {
    return table.unidentified().stream()
        .filter(
            id ->
                table.transport(id).filter(one -> peer.equals(one.route().expected())).isPresent())
        .toList();
  }
}
