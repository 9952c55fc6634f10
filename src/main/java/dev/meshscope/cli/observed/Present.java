package dev.meshscope.cli.observed;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import java.util.ArrayList;
import java.util.List;

/// What an observer that came late has missed, as the events that led here: who was discovered, who
/// joined, what is live. Pure; on any thread.
public final class Present {
  private Present() {}

  /// For each peer: discovered, live, joined, as far as it got.
  public static List<MeshEvent> of(PeerTable table, long nowNs) {
    List<MeshEvent> missed = new ArrayList<>();
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
