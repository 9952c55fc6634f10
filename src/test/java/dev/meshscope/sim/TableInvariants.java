package dev.meshscope.sim;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Slot;
import dev.meshscope.core.table.State;
import dev.meshscope.core.table.Transport;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is true of every table at every moment. Pure; on any thread.
final class TableInvariants {
  private TableInvariants() {}

  /// The first thing that is wrong; null if nothing is.
  static @Nullable String broken(PeerTable table) {
    for (Peer peer : table.peers().values()) {
      String wrong = broken(table, peer);
      if (wrong != null) {
        return wrong;
      }
    }
    for (Transport transport : table.transports().values()) {
      String wrong = broken(table, transport);
      if (wrong != null) {
        return wrong + ": " + transport;
      }
    }
    for (TransportId id : table.unidentified()) {
      if (!table.transports().containsKey(id)) {
        return "unidentified and gone: " + id;
      }
    }
    return null;
  }

  /// Whether the events lead from one table to the other.
  static boolean foldAgrees(PeerTable before, List<MeshEvent> events, PeerTable after) {
    PeerTable folded = before;
    for (MeshEvent event : events) {
      folded = folded.apply(event);
    }
    return folded.equals(after);
  }

  private static @Nullable String broken(PeerTable table, Peer peer) {
    for (Kind kind : Kind.values()) {
      Slot slot = peer.slot(kind);
      if (slot.incumbent() != null) {
        Transport incumbent = table.transports().get(slot.incumbent());
        if (incumbent == null
            || !incumbent.state().holdsSlot()
            || incumbent.route().kind() != kind
            || incumbent.pulse().liveSinceNs() < 0
            || !peer.id().equals(incumbent.peer())) {
          return "incumbent " + slot.incumbent() + " of " + peer.id() + " is " + incumbent;
        }
      }
      if (slot.challenge() != null) {
        Transport challenger = table.transports().get(slot.challenge().challenger());
        if (challenger == null
            || challenger.state() != State.CHALLENGER
            || challenger.route().kind() != kind
            || (slot.incumbent() == null && !toProve(challenger))
            || !peer.id().equals(challenger.peer())) {
          return "challenge " + slot.challenge() + " of " + peer.id() + " by " + challenger;
        }
      }
    }
    for (Peer.Draining draining : peer.draining()) {
      Transport replaced = table.transports().get(draining.transport());
      if (replaced == null || replaced.state() != State.DRAINING) {
        return "draining " + draining + " is " + replaced;
      }
    }
    return peer.present() != (table.active(peer) != null)
        ? "present and active disagree for " + peer.id()
        : null;
  }

  private static boolean toProve(Transport transport) {
    return transport.ours() && !transport.greeting().proven();
  }

  private static @Nullable String broken(PeerTable table, Transport transport) {
    TransportId id = transport.id();
    if (id.compareTo(table.nextTransport()) >= 0) {
      return "a number that was not handed out";
    }
    boolean unsettled = transport.peer() == null || transport.state() == State.AWAITING_HANDSHAKE;
    if (unsettled != table.unidentified().contains(id)) {
      return "identified and unidentified";
    }
    Peer peer = transport.peer() == null ? null : table.peers().get(transport.peer());
    if (transport.peer() != null && peer == null) {
      return "of a peer nobody knows";
    }
    Slot slot = peer == null ? Slot.EMPTY : peer.slot(transport.route().kind());
    boolean listed =
        switch (transport.state()) {
          case CONNECTING -> peer == null;
          case AWAITING_HANDSHAKE -> peer == null || toProve(transport);
          case CHALLENGER -> slot.challenge() != null && id.equals(slot.challenge().challenger());
          case LIVE, QUIET, SUSPECT -> id.equals(slot.incumbent());
          case DRAINING ->
              peer != null && peer.draining().stream().anyMatch(d -> d.transport().equals(id));
        };
    if (!listed) {
      return "a state its peer does not know of";
    }
    return peer != null
            && !Objects.equals(
                table.pinned().get(peer.id()),
                Objects.requireNonNull(transport.greeting().theirs()).publicKey())
        ? "another key than the pinned one"
        : null;
  }
}
