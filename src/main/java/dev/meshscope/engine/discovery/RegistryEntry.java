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

  /// An entry of a process that runs here counts while it is younger.
  private static final long YOUNGER_THAN_MS = 30_000;

  /// An entry whose process is unknown here, as it is in a container that shares the folder.
  private static final long UNKNOWN_YOUNGER_THAN_MS = 10_000;

  /// Whether an entry counts (PROTOCOL 5).
  enum Standing {
    COUNTS,
    OTHER_GROUP,
    STALE,
    /// May be deleted.
    DEAD
  }

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

  /// How long ago it was written, by the clock on the wall; negative if that is yet to come.
  long ageMs(long nowMs) {
    long age = nowMs - writtenMs;
    // Whoever wrote it may have written anything.
    boolean overflowed = ((nowMs ^ writtenMs) & (nowMs ^ age)) < 0;
    return overflowed ? (writtenMs < 0 ? Long.MAX_VALUE : Long.MIN_VALUE) : age;
  }

  /// Whether it counts.
  ///
  /// @param ourType what is ours
  /// @param ageMs how old it is; what lies far ahead was written before the clock was set back
  /// @param running whether its process is known to run here
  Standing standing(String ourType, long ageMs, boolean running) {
    if (!running && ageMs >= UNKNOWN_YOUNGER_THAN_MS) {
      return Standing.DEAD;
    }
    if (ageMs >= YOUNGER_THAN_MS || (!running && ageMs <= -UNKNOWN_YOUNGER_THAN_MS)) {
      return Standing.STALE;
    }
    return serviceType.equals(ourType) ? Standing.COUNTS : Standing.OTHER_GROUP;
  }

  /// Whether a process with its pid runs here. If none does it may run where we cannot look: in
  /// another pid namespace.
  boolean running() {
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
