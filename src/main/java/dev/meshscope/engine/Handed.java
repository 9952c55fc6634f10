package dev.meshscope.engine;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.SendCause;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import org.jspecify.annotations.Nullable;

/// What became of a message for one peer: handed to a transport, or not at all.
///
/// @param transport which took it; null: none did
/// @param kind of that transport; null if there is none
/// @param why it was not handed to any; empty if it was
public record Handed(NodeId peer, @Nullable TransportId transport, @Nullable Kind kind, Cause why) {
  /// Whether the peer stood, and it was not handed over all the same.
  public boolean withheld() {
    return transport == null && !why.is(SendCause.NOT_CONNECTED) && !why.is(SendCause.UNKNOWN_PEER);
  }
}
