package dev.meshscope.engine;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import org.jspecify.annotations.Nullable;

/// What became of a message for one peer: handed to a transport, or not at all.
///
/// @param transport which took it; null: none did
/// @param kind of that transport; null if there is none
/// @param why it was not handed to any; empty if it was
public record Handed(
    NodeId peer, @Nullable TransportId transport, @Nullable Kind kind, String why) {
  static final String NOT_CONNECTED = "it is not connected";
  static final String UNKNOWN = "nobody knows this peer";

  /// Whether the peer stood, and it was not handed over all the same.
  public boolean withheld() {
    return transport == null && !why.equals(NOT_CONNECTED) && !why.equals(UNKNOWN);
  }
}
