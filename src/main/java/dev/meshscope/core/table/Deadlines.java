package dev.meshscope.core.table;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// When something must happen to a transport although nothing comes in. Derived, never stored.
final class Deadlines {
  private Deadlines() {}

  /// Another way that was asked has this long to answer before it counts as mute, too.
  private static final long ASKED_NS = Diagnoser.PATIENCE_NS;

  /// Empty if it has left.
  static OptionalLong of(PeerTable table, TransportId id) {
    Transport transport = table.transports().get(id);
    return transport == null ? OptionalLong.empty() : OptionalLong.of(of(table, transport));
  }

  private static long of(PeerTable table, Transport transport) {
    return switch (transport.state()) {
      case CONNECTING -> transport.route().openedNs() + Settings.CONNECT_TIMEOUT_NS;
      case AWAITING_HANDSHAKE ->
          transport.greeting().theirs() == null
              ? Math.min(
                  transport.greeting().connectedNs() + Settings.HANDSHAKE_TIMEOUT_NS,
                  unanswered(table, transport))
              : proofDue(table, transport);
      case CHALLENGER -> challenger(table, transport);
      case DRAINING -> drained(table, transport);
      case LIVE, QUIET, SUSPECT ->
          Math.min(
              pingDue(table, transport),
              Math.min(timeout(table, transport), healDue(table, transport)));
    };
  }

  /// Until when a node of ours proves what it said: it does so in the round trip after it.
  static long proofDue(PeerTable table, Transport transport) {
    return transport.greeting().receivedNs() + table.settings().policy().probeMaxNs();
  }

  /// When the next ping is due: an interval after the last frame and the last ping of the
  /// heartbeat.
  static long pingDue(PeerTable table, Transport transport) {
    List<Long> beats = beats(table, transport);
    long last = beats.isEmpty() ? heardSince(table, transport) : beats.getLast();
    return last + table.heartbeatIntervalNs(transport);
  }

  /// How many pings have gone unanswered in silence for an interval each.
  static int missed(PeerTable table, Transport transport, long nowNs) {
    long interval = table.heartbeatIntervalNs(transport);
    return (int) beats(table, transport).stream().filter(at -> at + interval <= nowNs).count();
  }

  /// The pings sent since the last frame, as far as they are an interval apart: the probes of a
  /// redial storm in between neither postpone the heartbeat nor count for it.
  private static List<Long> beats(PeerTable table, Transport transport) {
    List<Long> outstanding = transport.pulse().roundTrips().outstanding();
    if (outstanding.isEmpty()) {
      return List.of();
    }
    long interval = table.heartbeatIntervalNs(transport);
    long heard = heardSince(table, transport);
    List<Long> beats = new ArrayList<>();
    for (long at : outstanding) {
      if (at >= heard && (beats.isEmpty() || at >= beats.getLast() + interval)) {
        beats.add(at);
      }
    }
    return beats;
  }

  /// When silence has lasted too long.
  static long timeout(PeerTable table, Transport transport) {
    return heardSince(table, transport) + table.settings().heartbeatTimeoutNs();
  }

  /// When a deployed node that never answered a ping is healed; Long.MAX_VALUE: never.
  static long healDue(PeerTable table, Transport transport) {
    if (transport.ours() || transport.pulse().roundTrips().measured()) {
      return Long.MAX_VALUE;
    }
    Peer peer = transport.peer() == null ? null : table.peers().get(transport.peer());
    boolean reachable =
        peer != null
            && (Dialer.address(table, peer, transport, Long.MAX_VALUE) != null
                || peer.seen().now().containsKey(Source.RELAY));
    if (peer == null || !reachable) {
      return Long.MAX_VALUE;
    }
    long due =
        Math.max(transport.pulse().liveSinceNs(), table.clockJumpedNs()) + Settings.HEAL_AFTER_NS;
    Transport other = otherWay(table, peer, transport);
    if (other != null && !other.pulse().roundTrips().outstanding().isEmpty()) {
      // First it has to be known whether that way answers.
      due = Math.max(due, other.pulse().roundTrips().outstanding().getFirst() + ASKED_NS);
    }
    return Math.max(due, healPauseEndNs(peer));
  }

  /// When a peer that we dialled and that has not answered our handshake is dialled anew: deployed
  /// nodes that take the newcomer for a replacement may say nothing on it, not even a handshake.
  /// Long.MAX_VALUE: never. One that is linked otherwise is not healed by a dial.
  static long unanswered(PeerTable table, Transport transport) {
    NodeId expected = transport.route().expected();
    Peer peer = expected == null ? null : table.peers().get(expected);
    if (peer == null || peer.joined() || transport.route().kind() == Kind.RELAY) {
      return Long.MAX_VALUE;
    }
    long due =
        Math.max(transport.greeting().connectedNs(), table.clockJumpedNs())
            + Settings.HEAL_AFTER_NS;
    return Math.max(due, healPauseEndNs(peer));
  }

  private static long healPauseEndNs(Peer peer) {
    List<Long> promotions = peer.direct().promotions();
    return peer.past()
        .heals()
        .againNs(
            peer.past().answeredNs(), promotions.isEmpty() ? Long.MIN_VALUE : promotions.getLast());
  }

  /// The incumbent of the other kind, if it ever answered; null if there is none.
  static @Nullable Transport otherWay(PeerTable table, Peer peer, Transport here) {
    for (Kind kind : Kind.values()) {
      Transport other = kind == here.route().kind() ? null : table.incumbent(peer, kind);
      if (other != null && other.pulse().roundTrips().measured()) {
        return other;
      }
    }
    return null;
  }

  static long heardSince(PeerTable table, Transport transport) {
    return Math.max(transport.pulse().lastHeardNs(), table.clockJumpedNs());
  }

  private static long challenger(PeerTable table, Transport transport) {
    Peer peer = transport.peer() == null ? null : table.peers().get(transport.peer());
    Slot slot = peer == null ? Slot.EMPTY : peer.slot(transport.route().kind());
    Challenge challenge = slot.challenge();
    if (challenge == null) {
      return transport.greeting().receivedNs() + Settings.HANDSHAKE_TIMEOUT_NS;
    }
    if (slot.incumbent() == null) {
      return proofDue(table, transport);
    }
    boolean damped = challenge.said() != null && challenge.said().reason() == Reason.FLAPPING;
    if (damped && slot.promotions().size() >= Policy.FLAP_PROMOTIONS) {
      int counted = slot.promotions().size() - Policy.FLAP_PROMOTIONS;
      return slot.promotions().get(counted) + Policy.FLAP_WINDOW_NS;
    }
    boolean asking = challenge.said() != null && challenge.said().reason() == Reason.ASKING;
    return asking
        ? challenge.heldNs() + table.settings().policy().probeMaxNs()
        : challenge.sinceNs() + challenge.probeWaitNs();
  }

  private static long drained(PeerTable table, Transport transport) {
    Peer peer = transport.peer() == null ? null : table.peers().get(transport.peer());
    long since = transport.pulse().liveSinceNs();
    if (peer != null) {
      for (Peer.Draining draining : peer.draining()) {
        if (draining.transport().equals(transport.id())) {
          since = draining.sinceNs();
        }
      }
    }
    return since + Settings.DRAIN_NS;
  }
}
