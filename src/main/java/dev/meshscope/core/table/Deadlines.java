package dev.meshscope.core.table;

import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import java.util.List;
import java.util.OptionalLong;

/// When something must happen to a transport although nothing comes in. Derived, never stored.
final class Deadlines {
  private Deadlines() {}

  /// Empty if it has left.
  static OptionalLong of(PeerTable table, TransportId id) {
    Transport transport = table.transports().get(id);
    return transport == null ? OptionalLong.empty() : OptionalLong.of(of(table, transport));
  }

  private static long of(PeerTable table, Transport transport) {
    return switch (transport.state()) {
      case CONNECTING -> transport.route().openedNs() + Settings.CONNECT_TIMEOUT_NS;
      case AWAITING_HANDSHAKE -> transport.greeting().connectedNs() + Settings.HANDSHAKE_TIMEOUT_NS;
      case CHALLENGER -> challenger(table, transport);
      case DRAINING -> drained(table, transport);
      case LIVE, QUIET, SUSPECT ->
          Math.min(
              pingDue(table, transport),
              Math.min(timeout(table, transport), healDue(table, transport)));
    };
  }

  /// When the next ping is due: an interval after the last frame and the last ping.
  static long pingDue(PeerTable table, Transport transport) {
    List<Long> out = transport.pulse().roundTrips().outstanding();
    long lastPing = out.isEmpty() ? Long.MIN_VALUE : out.getLast();
    return Math.max(heardSince(table, transport), lastPing) + table.heartbeatIntervalNs(transport);
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
    if (peer == null || Dialer.address(peer, transport) == null) {
      return Long.MAX_VALUE;
    }
    long due =
        Math.max(transport.pulse().liveSinceNs(), table.clockJumpedNs()) + Settings.HEAL_AFTER_NS;
    boolean healedLately =
        peer.past().healedNs() >= 0 && due < peer.past().healedNs() + Settings.HEAL_PAUSE_NS;
    return healedLately ? Long.MAX_VALUE : due;
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
    boolean damped = challenge.said() != null && challenge.said().reason() == Reason.FLAPPING;
    if (damped && slot.promotions().size() >= Policy.FLAP_PROMOTIONS) {
      int counted = slot.promotions().size() - Policy.FLAP_PROMOTIONS;
      return slot.promotions().get(counted) + Policy.FLAP_WINDOW_NS;
    }
    boolean asking = challenge.said() != null && challenge.said().reason() == Reason.ASKING;
    return challenge.sinceNs()
        + (asking ? table.settings().policy().probeMaxNs() : challenge.probeWaitNs());
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
