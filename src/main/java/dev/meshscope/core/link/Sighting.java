package dev.meshscope.core.link;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import java.util.List;

/// A peer found by discovery (PROTOCOL 5).
///
/// @param nodeId who
/// @param name as it announces itself
/// @param source which discovery sees it
/// @param endpoints where it listens, best first, at least one; for the relay, the relay itself
/// @param pid its process, 0 where the source does not tell: a new one means a new life
public record Sighting(
    NodeId nodeId, NodeName name, Source source, List<Endpoint> endpoints, long pid) {

  /// Copies the list.
  ///
  /// @throws IllegalArgumentException if there is no endpoint
  public Sighting {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("seen nowhere");
    }
  }

  /// Seen in the loopback registry.
  public Sighting(NodeId nodeId, NodeName name, Endpoint endpoint, long pid) {
    this(nodeId, name, Source.LOOPBACK, List.of(endpoint), pid);
  }

  /// The best of its addresses.
  public Endpoint endpoint() {
    return endpoints.getFirst();
  }

  /// Whether both stand for the same process: an address that comes or goes makes no new life, as
  /// long as one stays.
  public boolean sameLife(Sighting other) {
    return pid == other.pid && endpoints.stream().anyMatch(other.endpoints::contains);
  }
}
