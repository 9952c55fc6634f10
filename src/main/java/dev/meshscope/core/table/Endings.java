package dev.meshscope.core.table;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.TransportId;
import org.jspecify.annotations.Nullable;

/// How a transport ends: told once, with one reason. What follows from it (who succeeds, who has
/// left, whom to dial) is not decided here but in [Aftermath], when the step is over. Pure; on the
/// thread that steps the table.
final class Endings {
  private Endings() {}

  /// Ends a transport from our side.
  static Turn close(Turn turn, TransportId id, CloseReason reason, Cause detail) {
    Transport gone = turn.table().transports().get(id);
    return gone == null ? turn : close(turn, gone, gone.peer(), reason, detail);
  }

  /// Ends a transport from our side whose remote said that it is this peer, and was not taken in.
  static Turn turnAway(Turn turn, TransportId id, NodeId said, CloseReason reason, Cause detail) {
    Transport gone = turn.table().transports().get(id);
    return gone == null ? turn : close(turn, gone, said, reason, detail);
  }

  private static Turn close(
      Turn turn, Transport gone, @Nullable NodeId peer, CloseReason reason, Cause detail) {
    return tellClosed(turn, gone, peer, reason, detail).act(new Effect.Close(gone.id()));
  }

  /// The channel is gone. A transport that left earlier is not known here, so nothing follows.
  static Turn ended(Turn turn, TransportId id, CloseReason reason, Cause detail) {
    Transport gone = turn.table().transports().get(id);
    if (gone == null) {
      return turn;
    }
    Turn next = turn;
    if (gone.state() == State.DRAINING && gone.peer() != null) {
      next = next.tell(new MeshEvent.LateCloseIgnored(turn.nowNs(), id, gone.peer(), reason));
    }
    return tellClosed(next, gone, gone.peer(), reason, detail);
  }

  /// What was not answered for is told first: the end is the last that is said of a transport.
  private static Turn tellClosed(
      Turn turn, Transport gone, @Nullable NodeId peer, CloseReason reason, Cause detail) {
    return tellUnanswered(turn, gone)
        .tell(
            new MeshEvent.Closed(
                turn.nowNs(),
                gone.id(),
                peer,
                gone.route().direction(),
                reason,
                detail,
                turn.nowNs() - gone.route().openedNs()));
  }

  private static Turn tellUnanswered(Turn turn, Transport gone) {
    RoundTrips trips = gone.pulse().roundTrips();
    return trips.texts().isEmpty()
        ? turn
        : turn.tell(
            new MeshEvent.ArrivalUnknown(
                turn.nowNs(),
                gone.id(),
                gone.peer(),
                trips.textsOut(),
                trips.texts().getFirst().firstNs()));
  }
}
