package dev.meshscope.core.table;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.TransportId;
import org.jspecify.annotations.Nullable;

/// An address the user wants kept connected.
///
/// @param current the transport that dials or serves it; null while waiting for the next attempt
/// @param peer who was met there last; null if nobody was
/// @param attempts how dials of it fare
public record Target(
    Endpoint endpoint, @Nullable TransportId current, @Nullable NodeId peer, Attempts attempts) {

  Target rekeyed() {
    return new Target(endpoint, current, peer, attempts.rekeyed());
  }

  /// Whether it is our own address: this transport, of which our own id was said, is the dial of it
  /// or that dial's other end.
  boolean leadsHere(PeerTable table, Transport same) {
    Transport dialled = current == null ? null : table.transports().get(current);
    return dialled != null
        && (dialled.id().equals(same.id())
            || same.route().remote().equals(dialled.socket().local()));
  }
}
