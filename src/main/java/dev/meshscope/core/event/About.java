package dev.meshscope.core.event;

import dev.meshscope.core.event.MeshEvent.OfNode;
import dev.meshscope.core.event.MeshEvent.OfPeer;
import dev.meshscope.core.event.MeshEvent.OfPeerByTransport;
import dev.meshscope.core.event.MeshEvent.OfPeersTransport;
import dev.meshscope.core.event.MeshEvent.OfTransport;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.TransportId;
import org.jspecify.annotations.Nullable;

/// What an event is about, as far as it says so itself: by what it is one of, so that a new event
/// says it with its type. Pure; on any thread.
public final class About {
  private About() {}

  /// The peer; null if it does not say.
  public static @Nullable NodeId peer(MeshEvent event) {
    return switch (event) {
      case OfPeer told -> told.peer();
      case OfPeersTransport told -> told.peer();
      case OfTransport _, OfNode _ -> null;
    };
  }

  /// The transport; null if it is about none.
  public static @Nullable TransportId transport(MeshEvent event) {
    return switch (event) {
      case OfTransport told -> told.transport();
      case OfPeerByTransport told -> told.transport();
      case OfPeer _, OfNode _ -> null;
    };
  }
}
