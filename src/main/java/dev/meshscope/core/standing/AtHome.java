package dev.meshscope.core.standing;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import java.util.concurrent.TimeUnit;

/// Who is known here, and no passer-by of whom there may be as many as somebody likes: keys are
/// free, and so is leaving again. Pure; on any thread.
public final class AtHome {
  private AtHome() {}

  /// Who has been here for so long is no stranger any more.
  public static final long STAYS_NS = TimeUnit.SECONDS.toNanos(10);

  /// Whether somebody here wanted this peer, or it is here for a while, or was.
  public static boolean is(PeerTable table, NodeId id, long nowNs) {
    return table
        .peer(id)
        .map(peer -> !table.isStranger(id) || isHere(table, peer, nowNs) || wasHere(peer))
        .orElse(false);
  }

  private static boolean isHere(PeerTable table, Peer peer, long nowNs) {
    for (Kind kind : Kind.values()) {
      var transport = table.incumbent(peer, kind);
      if (transport != null && nowNs - transport.pulse().liveSinceNs() >= STAYS_NS) {
        return true;
      }
    }
    return false;
  }

  private static boolean wasHere(Peer peer) {
    return peer.past().ended().stream()
        .anyMatch(ended -> ended.heldSlot() && ended.endedNs() - ended.openedNs() >= STAYS_NS);
  }
}
