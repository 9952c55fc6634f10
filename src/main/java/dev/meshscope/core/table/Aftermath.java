package dev.meshscope.core.table;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.TransportId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What follows from what happened in a step, in this order: who waited takes an empty slot, who
/// lost its last transport has left, addresses and peers are looked at for dials, and frames that
/// take another way are told. Derived from the step's events and the tables before and after them,
/// so that no path through the table can forget it. Pure; on the thread that steps the table.
final class Aftermath {
  private Aftermath() {}

  static Turn of(Turn turn) {
    List<MeshEvent> happened = turn.events();
    boolean ended = false;
    for (MeshEvent event : happened) {
      if (event instanceof MeshEvent.Closed closed) {
        ended = true;
        if (closed.reason() == CloseReason.SHUTDOWN) {
          return turn;
        }
      }
    }
    // Most steps end nothing: then nobody moves up, and nobody leaves.
    Turn settled = ended ? left(succeeded(turn, happened), happened) : turn;
    return happened.isEmpty() ? turn : rerouted(dialled(settled, happened));
  }

  private static Turn succeeded(Turn turn, List<MeshEvent> happened) {
    Turn next = turn;
    for (MeshEvent event : happened) {
      if (event instanceof MeshEvent.Closed closed && closed.peer() != null) {
        Transport gone = turn.before().transports().get(closed.transport());
        boolean held = gone == null || gone.state() != State.DRAINING;
        next = held ? Claims.succeed(next, closed.peer()) : next;
      }
    }
    return next;
  }

  /// A peer whose last transport this was has left.
  private static Turn left(Turn turn, List<MeshEvent> happened) {
    Turn next = turn;
    for (NodeId id : lostSomething(happened)) {
      Peer earlier = turn.before().peers().get(id);
      Peer now = next.table().peers().get(id);
      boolean was = earlier != null && earlier.joined();
      if (was && now != null && now.transports().isEmpty()) {
        next = next.tell(new MeshEvent.Left(turn.nowNs(), id));
      }
    }
    return next;
  }

  private static Set<NodeId> lostSomething(List<MeshEvent> happened) {
    Set<NodeId> lost = Set.of();
    for (MeshEvent event : happened) {
      if (event instanceof MeshEvent.Closed closed) {
        lost = Few.plus(lost, closed.peer());
      }
    }
    return lost;
  }

  private static Turn dialled(Turn turn, List<MeshEvent> happened) {
    Turn next = turn;
    for (MeshEvent event : happened) {
      Transport gone =
          event instanceof MeshEvent.Closed closed
              ? turn.before().transports().get(closed.transport())
              : null;
      if (gone != null && event instanceof MeshEvent.Closed closed) {
        next = KeptAddresses.lost(next, gone, closed.reason());
      }
    }
    if (happened.stream().anyMatch(Aftermath::rekeys)) {
      next = KeptAddresses.rekeyed(next);
    }
    for (NodeId id : concerned(turn, happened)) {
      next = Dialer.consider(next, id);
    }
    return next;
  }

  private static boolean rekeys(MeshEvent event) {
    return event instanceof MeshEvent.Pinned || event instanceof MeshEvent.Unpinned;
  }

  /// Whose dials are to be looked at anew.
  private static Set<NodeId> concerned(Turn turn, List<MeshEvent> happened) {
    Set<NodeId> concerned = Set.of();
    for (MeshEvent event : happened) {
      concerned =
          switch (event) {
            case MeshEvent.Discovered discovered -> Few.plus(concerned, discovered.peer());
            case MeshEvent.Pinned pinned -> Few.plus(concerned, pinned.peer());
            case MeshEvent.Unpinned unpinned -> Few.plus(concerned, unpinned.peer());
            case MeshEvent.Live live when live.reason() != null -> Few.plus(concerned, live.peer());
            case MeshEvent.PingSent ping -> Few.plus(concerned, doubted(turn, ping.transport()));
            case MeshEvent.RoundTrip trip -> Few.plus(concerned, doubted(turn, trip.on()));
            case MeshEvent.Suspect suspect -> Few.plus(concerned, suspect.peer());
            // The dial that is owed to it.
            case MeshEvent.RemoteCannotSend heal -> Few.plus(concerned, heal.peer());
            case MeshEvent.Closed closed -> {
              Transport gone = turn.before().transports().get(closed.transport());
              // What no longer held a slot leaves nothing to be dialled for.
              yield gone == null || gone.state() == State.DRAINING
                  ? concerned
                  : Few.plus(Few.plus(concerned, closed.peer()), gone.route().expected());
            }
            case MeshEvent.OfPeer _, MeshEvent.OfTransport _, MeshEvent.OfNode _ -> concerned;
          };
    }
    return concerned;
  }

  /// A link that is asked on account of an announcement, or answers, may settle it; null if it
  /// settles nothing.
  private static @Nullable NodeId doubted(Turn turn, TransportId id) {
    Transport link = turn.table().transports().get(id);
    Peer peer = link == null || link.peer() == null ? null : turn.table().peers().get(link.peer());
    return peer == null || peer.seen().said().isEmpty() ? null : peer.id();
  }

  /// Tells whose frames take another way after this step than before it.
  private static Turn rerouted(Turn turn) {
    Set<NodeId> changed = Set.of();
    for (MeshEvent event : turn.events()) {
      changed =
          switch (event) {
            case MeshEvent.Live live -> Few.plus(changed, live.peer());
            case MeshEvent.Suspect suspect -> Few.plus(changed, suspect.peer());
            case MeshEvent.Closed closed -> Few.plus(changed, closed.peer());
            case MeshEvent.RoundTrip trip -> {
              Transport on = turn.table().transports().get(trip.on());
              yield on != null && on.pulse().roundTrips().count() == 1
                  ? Few.plus(changed, on.peer())
                  : changed;
            }
            case MeshEvent.OfPeer _, MeshEvent.OfTransport _, MeshEvent.OfNode _ -> changed;
          };
    }
    Turn next = turn;
    for (NodeId id : changed) {
      Peer peer = turn.table().peers().get(id);
      Peer earlier = turn.before().peers().get(id);
      Transport to = peer == null ? null : turn.table().active(peer);
      Transport from = earlier == null ? null : turn.before().active(earlier);
      if (from != null && to != null && !from.id().equals(to.id())) {
        next = next.tell(new MeshEvent.RouteChanged(turn.nowNs(), id, from.id(), to.id()));
      }
    }
    return next;
  }
}
