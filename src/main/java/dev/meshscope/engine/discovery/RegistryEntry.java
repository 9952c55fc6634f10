package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Sighting;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a file of the registry says (PROTOCOL 5). Pure; on any thread.
///
/// @param name what the node calls itself, or its id in short if that is no name
/// @param port 1 to 65535
/// @param pid above 0
/// @param serviceType as written, perhaps another one than ours
/// @param writtenMs milliseconds since the epoch, as written
record RegistryEntry(
    NodeId nodeId, NodeName name, int port, long pid, String serviceType, long writtenMs) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long YOUNGER_THAN_MS = 30_000;

  /// Empty if it is no entry.
  static Optional<RegistryEntry> parse(byte[] content) {
    try {
      JsonNode node = JSON.readTree(content);
      return NodeId.parse(node.path("nodeId").asString("")).flatMap(id -> entry(id, node));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<RegistryEntry> entry(NodeId id, JsonNode node) {
    int port = node.path("port").asInt(0);
    long pid = node.path("pid").asLong(0);
    if (port < 1 || port > 65_535 || pid < 1) {
      return Optional.empty();
    }
    // A name that is none is only shown: the node is as real as any other.
    NodeName name =
        NodeName.parse(node.path("name").asString("")).orElseGet(() -> new NodeName(id.brief()));
    return Optional.of(
        new RegistryEntry(
            id, name, port, pid, node.path("serviceType").asString(""), node.path("ts").asLong(0)));
  }

  /// Whether it is one of ours and was written just now.
  boolean counts(String ourType, long nowMs) {
    return ofGroup(ourType) && fresh(nowMs);
  }

  /// Whether it is one of ours.
  boolean ofGroup(String ourType) {
    return serviceType.equals(ourType);
  }

  /// Whether it was written just now.
  boolean fresh(long nowMs) {
    return writtenMs > nowMs - YOUNGER_THAN_MS;
  }

  /// Whether its process lives.
  boolean alive() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  /// Whether a file of this name is the place for it.
  boolean belongsIn(String fileName) {
    return (nodeId + ".json").equalsIgnoreCase(fileName);
  }

  /// Where its node is to be found.
  Sighting sighting() {
    return new Sighting(nodeId, name, new Endpoint("127.0.0.1", port), pid);
  }
}
