package dev.meshscope.core.table;

import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import java.util.concurrent.TimeUnit;

/// The addresses that the user wants kept connected, whoever answers there. Pure; on the thread
/// that steps the table.
final class KeptAddresses {
  private KeptAddresses() {}

  private static final long LOOK_AGAIN_NS = TimeUnit.SECONDS.toNanos(5);

  /// An address is to be kept connected, or its pause is over.
  static Turn wanted(Turn turn, Endpoint endpoint) {
    Target target = turn.table().targets().get(endpoint);
    if (target == null || target.current() != null) {
      return turn;
    }
    if (standsBehind(turn.table(), target)) {
      return turn.act(new Effect.WakeTargetAt(endpoint, turn.nowNs() + LOOK_AGAIN_NS));
    }
    return Dialer.dial(turn, endpoint, null, target.attempts().count() + 1, "address");
  }

  /// Another key is believed for somebody, or none: who was turned away for its key is dialled at
  /// once.
  static Turn rekeyed(Turn turn) {
    Turn next = turn;
    for (Target target : turn.before().targets().values()) {
      if (target.attempts().outcome() == Attempts.Outcome.ANOTHER_KEY && target.current() == null) {
        next = wanted(next, target.endpoint());
      }
    }
    return next;
  }

  /// Whether a link stands to whoever was met behind this address, or is announced there. Nobody is
  /// dialled twice: a deployed peer would close the link that it has.
  private static boolean standsBehind(PeerTable table, Target target) {
    Peer met = target.peer() == null ? null : table.peers().get(target.peer());
    return (met != null && (met.direct().incumbent() != null || underWay(table, met)))
        || table.peers().values().stream()
            .anyMatch(
                peer ->
                    peer.direct().incumbent() != null && peer.seen().directlyAt(target.endpoint()));
  }

  private static boolean underWay(PeerTable table, Peer met) {
    return met.past().heals().owed() != null
        || table.unidentified().stream()
            .flatMap(id -> table.transport(id).stream())
            .anyMatch(one -> met.id().equals(one.route().expected()));
  }

  /// A transport ended: the address that led to it may have to be dialled again.
  static Turn lost(Turn turn, Transport gone, CloseReason reason) {
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
                turn.nowNs(),
                target.attempts().restedNs(Dialer.salt(turn.table(), target.endpoint())));
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
}
