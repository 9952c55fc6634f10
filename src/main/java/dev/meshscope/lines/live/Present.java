package dev.meshscope.lines.live;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import dev.meshscope.core.wire.Handshake;
import java.util.ArrayList;
import java.util.List;

/// What an observer that came late has missed, as the events that led here: who was discovered, who
/// joined, what is live. Pure; on any thread.
public final class Present {
  private Present() {}

  /// Connections that stand, then for each peer: discovered, live, joined, as far as it got.
  public static List<MeshEvent> of(PeerTable table, long nowNs) {
    List<MeshEvent> missed = new ArrayList<>();
    table.transports().values().forEach(transport -> standing(missed, transport));
    for (Peer peer : table.peers().values()) {
      if (peer.sighting() != null) {
        missed.add(new MeshEvent.Discovered(nowNs, peer.id(), peer.sighting()));
      }
      for (Kind kind : Kind.values()) {
        TransportId id = peer.slot(kind).incumbent();
        if (id != null) {
          table.transport(id).ifPresent(transport -> live(missed, peer, transport));
        }
      }
    }
    return List.copyOf(missed);
  }

  /// Who only hears that a connection is live could not tell which one it is.
  private static void standing(List<MeshEvent> missed, Transport transport) {
    Nonce nonce = transport.greeting().nonce();
    Endpoint local = transport.socket().local();
    if (nonce == null || local == null) {
      return;
    }
    TransportId id = transport.id();
    long at = transport.greeting().connectedNs();
    missed.add(
        switch (transport.route().direction()) {
          case INBOUND ->
              new MeshEvent.Accepted(
                  at, id, transport.route().kind(), local, transport.route().remote(), nonce);
          case OUTBOUND -> new MeshEvent.Connected(at, id, local, nonce);
        });
    Handshake theirs = transport.greeting().theirs();
    if (theirs != null) {
      missed.add(
          new MeshEvent.HandshakeReceived(transport.greeting().receivedNs(), id, theirs, false));
    }
  }

  private static void live(List<MeshEvent> missed, Peer peer, Transport transport) {
    long at = transport.pulse().liveSinceNs();
    boolean joined =
        missed.stream()
            .anyMatch(e -> e instanceof MeshEvent.Joined one && one.peer().equals(peer.id()));
    missed.add(new MeshEvent.Live(at, transport.id(), peer.id(), peer.past().lastLive(), -1));
    if (!joined) {
      missed.add(new MeshEvent.Joined(at, peer.id(), peer.name(), transport.id()));
    }
  }
}
