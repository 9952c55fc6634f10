package dev.meshscope.sim;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.DeadlinePeek;
import dev.meshscope.core.table.Effect;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.State;
import dev.meshscope.core.table.Transport;
import java.util.HashSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one process's core must keep to at each step, whatever the others do. Single thread.
final class StepCheck {

  private final CoreProc me;
  private final Set<TransportId> ended = new HashSet<>();
  private final Set<NodeId> joined = new HashSet<>();

  StepCheck(CoreProc me) {
    this.me = me;
  }

  void step(PeerTable before, Input input, PeerTable.Step step) {
    PeerTable after = step.table();
    require(TableInvariants.broken(after));
    if (!TableInvariants.foldAgrees(before, step.events(), after)) {
      fail("events and table disagree");
    }
    step.events().forEach(event -> event(before, after, event));
    presence(after);
    timers(after);
    if (input instanceof Input.Ended(var id, _, _)) {
      lateClose(before, step, id);
    }
  }

  private void event(PeerTable before, PeerTable after, MeshEvent event) {
    switch (event) {
      case MeshEvent.OfTransport of -> {
        TransportId id = of.transport();
        if (ended.contains(id)) {
          fail("an event of an ended transport: " + event);
        }
        if (event instanceof MeshEvent.Closed) {
          ended.add(id);
          if (after.transports().containsKey(id)) {
            fail("closed and still there: " + event);
          }
        } else if (!before.transports().containsKey(id)
            && id.compareTo(before.nextTransport()) < 0) {
          fail("an event of an unknown transport: " + event);
        }
      }
      case MeshEvent.Joined(_, var peer, _, _) -> {
        if (!joined.add(peer)) {
          fail("joined twice: " + peer);
        }
      }
      case MeshEvent.Left(_, var peer) -> {
        if (!joined.remove(peer)) {
          fail("left without having joined: " + peer);
        }
      }
      case MeshEvent.OfPeer _,
          MeshEvent.ClockJump _,
          MeshEvent.DialRequested _,
          MeshEvent.LanChanged _,
          MeshEvent.LoopLagged _,
          MeshEvent.RelayChanged _,
          MeshEvent.RelaySaid _,
          MeshEvent.RelaySlowed _,
          MeshEvent.SettingChanged _,
          MeshEvent.TurnedAway _ -> {}
    }
    for (TransportId id : before.transports().keySet()) {
      if (!after.transports().containsKey(id) && !ended.contains(id)) {
        return;
      }
    }
  }

  private void presence(PeerTable table) {
    for (Peer peer : table.peers().values()) {
      boolean here = peer.present() || !peer.draining().isEmpty() || peer.contested();
      if (here != joined.contains(peer.id())) {
        fail(peer.id() + " is " + (here ? "here and never joined" : "gone and never left"));
      }
    }
  }

  private void timers(PeerTable table) {
    for (TransportId id : table.transports().keySet()) {
      OptionalLong due = DeadlinePeek.of(table, id);
      Long armed = me.timers.get(id);
      if (armed == null) {
        fail("no timer for " + id);
      } else if (due.isPresent()
          && armed > Math.max(due.getAsLong(), me.world.nowNs() + 10_000_000L)) {
        fail("the timer of " + id + " is late by " + (armed - due.getAsLong()) / 1_000_000 + " ms");
      }
    }
  }

  private void lateClose(PeerTable before, PeerTable.Step step, TransportId id) {
    Transport gone = before.transports().get(id);
    if (gone == null) {
      if (!step.events().isEmpty() || !step.effects().isEmpty() || !before.equals(step.table())) {
        fail("the close of a transport that had left changed something: " + step.events());
      }
      return;
    }
    if (gone.state() != State.DRAINING) {
      return;
    }
    NodeId peer = Objects.requireNonNull(gone.peer());
    boolean kept =
        before.peer(peer).map(Peer::direct).equals(step.table().peer(peer).map(Peer::direct));
    // An address the user gave, or another link, is looked at again later; nothing else follows.
    boolean quiet =
        step.effects().stream()
            .allMatch(e -> e instanceof Effect.WakeTargetAt || e instanceof Effect.WakeAt);
    if (!kept || !quiet) {
      fail("a late close changed the slot of " + peer);
    }
  }

  /// Effects address what is there, in a sensible order.
  void effects(PeerTable before, PeerTable.Step step) {
    Set<TransportId> closed = new HashSet<>();
    for (Effect effect : step.effects()) {
      TransportId id =
          switch (effect) {
            case Effect.Dial(var dialled, _) -> dialled;
            case Effect.Send(var to, _) -> to;
            case Effect.SendPongs(var to, _) -> to;
            case Effect.Close(var gone) -> gone;
            case Effect.WakeAt(var whom, _) -> whom;
            case Effect.Reach(var reached, _) -> reached;
            case Effect.WakeTargetAt _, Effect.WakePeerAt _, Effect.Pin _, Effect.Unpin _ -> null;
          };
      if (id == null) {
        continue;
      }
      boolean known =
          before.transports().containsKey(id) || step.table().transports().containsKey(id);
      boolean fresh = id.compareTo(before.nextTransport()) >= 0;
      if (!known && !fresh) {
        fail("an effect for an unknown transport: " + effect);
      }
      if (closed.contains(id)) {
        fail("an effect after its transport was closed: " + effect);
      }
      if (effect instanceof Effect.Send || effect instanceof Effect.SendPongs) {
        Transport now = step.table().transports().get(id);
        if (now != null && now.state() == State.CONNECTING) {
          fail("a frame for a transport that is not connected: " + effect);
        }
      }
      if (effect instanceof Effect.Close) {
        closed.add(id);
        boolean told =
            step.events().stream()
                .anyMatch(e -> e instanceof MeshEvent.Closed c && c.transport().equals(id));
        if (!told || step.table().transports().containsKey(id)) {
          fail("closed without saying so: " + id);
        }
      }
    }
  }

  private void require(@Nullable String wrong) {
    if (wrong != null) {
      fail(wrong);
    }
  }

  private void fail(String what) {
    throw new SimViolation("invariant: " + me.label() + ": " + what);
  }
}
