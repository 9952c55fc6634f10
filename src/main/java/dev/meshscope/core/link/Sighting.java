package dev.meshscope.core.link;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;

/// A peer found by discovery (PROTOCOL 5).
///
/// @param nodeId who
/// @param name as it announces itself
/// @param endpoint where it listens
/// @param pid its process, 0 where the source does not tell: a new one means a new life
public record Sighting(NodeId nodeId, NodeName name, Endpoint endpoint, long pid) {

  /// Whether both stand for the same process.
  public boolean sameLife(Sighting other) {
    return endpoint.equals(other.endpoint) && pid == other.pid;
  }
}
