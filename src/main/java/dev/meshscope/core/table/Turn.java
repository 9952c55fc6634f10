package dev.meshscope.core.table;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Seal;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.pcollections.ConsPStack;
import org.pcollections.PStack;

/// One step in the making: the table so far, what is to be done, what happened. A value; each
/// method gives the next one.
///
/// @param before the table when the step began
/// @param table the table now
/// @param nowNs the time of the step
/// @param toDo what is to be done, the last first
/// @param happened what happened, the last first
record Turn(
    PeerTable before,
    PeerTable table,
    Seal seal,
    long nowNs,
    PStack<Effect> toDo,
    PStack<MeshEvent> happened) {

  /// A deadline that is already over is looked at again after this.
  private static final long SOONEST_NS = TimeUnit.MILLISECONDS.toNanos(10);

  static Turn of(PeerTable table, Seal seal, long nowNs) {
    return new Turn(table, table, seal, nowNs, ConsPStack.empty(), ConsPStack.empty());
  }

  /// What happened so far, in order.
  List<MeshEvent> events() {
    return inOrder(happened);
  }

  private static <T> List<T> inOrder(PStack<T> lastFirst) {
    return lastFirst.isEmpty() ? List.of() : new ArrayList<>(lastFirst).reversed();
  }

  /// This happened: told to observers, folded into the table.
  Turn tell(MeshEvent event) {
    return new Turn(before, table.apply(event), seal, nowNs, toDo, happened.plus(event));
  }

  /// This is to be done.
  Turn act(Effect effect) {
    return new Turn(before, table, seal, nowNs, toDo.plus(effect), happened);
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
    return new PeerTable.Step(turn.table, inOrder(turn.toDo), turn.events());
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
    Set<TransportId> touched = Set.of();
    for (MeshEvent event : happened) {
      touched =
          switch (event) {
            case MeshEvent.RoundTrip(_, var id, var on, _) -> Few.plus(Few.plus(touched, id), on);
            case MeshEvent.Promoted promoted ->
                Few.plus(Few.plus(touched, promoted.transport()), promoted.replaced());
            // Who is dialled has less time for its handshake where nothing else stands.
            // Who waited for its slot has its own time to prove what it said, and a heal that was
            // crossed is made up for.
            case MeshEvent.Closed closed when closed.peer() != null -> {
              Peer peer = table.peers().get(closed.peer());
              Set<TransportId> more = Few.plus(touched, closed.transport());
              yield dialsTo(closed.peer(), peer == null ? more : all(peer.transports(), more));
            }
            case MeshEvent.OfTransport ofTransport -> Few.plus(touched, ofTransport.transport());
            case MeshEvent.SettingChanged _, MeshEvent.ClockJump _ ->
                all(table.transports().keySet(), touched);
            // Now there is an address to heal by, or a new reason to.
            case MeshEvent.Discovered discovered -> {
              Peer peer = table.peers().get(discovered.peer());
              yield dialsTo(
                  discovered.peer(), peer == null ? touched : all(peer.transports(), touched));
            }
            case MeshEvent.OfPeer _,
                MeshEvent.LoopLagged _,
                MeshEvent.DialRequested _,
                MeshEvent.RelayChanged _,
                MeshEvent.RelaySaid _,
                MeshEvent.RelaySlowed _,
                MeshEvent.LanChanged _,
                MeshEvent.TurnedAway _ ->
                touched;
          };
    }
    return touched;
  }

  private static Set<TransportId> all(Collection<TransportId> more, Set<TransportId> some) {
    Set<TransportId> both = some;
    for (TransportId id : more) {
      both = Few.plus(both, id);
    }
    return both;
  }

  private Set<TransportId> dialsTo(NodeId peer, Set<TransportId> some) {
    Set<TransportId> both = some;
    for (TransportId id : table.unidentified()) {
      Transport one = table.transports().get(id);
      if (one != null && peer.equals(one.route().expected())) {
        both = Few.plus(both, id);
      }
    }
    return both;
  }
}
