package dev.meshscope.lines;

import dev.meshscope.core.event.About;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whom an event is about. Pure; on any thread.
///
/// @param before the table before the step that told the event: what ended in it is still there
/// @param after the table after that step
public record Subject(PeerTable before, PeerTable after) {

  /// The peer, from the event itself or by its transport; null if nobody knows yet.
  public @Nullable NodeId peer(MeshEvent event) {
    return switch (event) {
      // What says whose it is knows it better than the table.
      case MeshEvent.OfNode _, MeshEvent.OfPeer _, MeshEvent.OfPeersTransport _ ->
          About.peer(event);
      case MeshEvent.OfTransport told -> at(told.transport());
    };
  }

  /// What this peer calls itself; null if it is unknown.
  public @Nullable NodeName name(NodeId peer) {
    return after.peer(peer).or(() -> before.peer(peer)).map(Peer::name).orElse(null);
  }

  private @Nullable NodeId at(TransportId id) {
    Optional<Transport> transport = after.transport(id).or(() -> before.transport(id));
    return transport.map(t -> t.peer() == null ? t.route().expected() : t.peer()).orElse(null);
  }
}
