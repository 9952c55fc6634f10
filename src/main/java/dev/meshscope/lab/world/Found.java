package dev.meshscope.lab.world;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a node announced.
///
/// @param nodeId who
/// @param port where it listens
/// @param pid its process
/// @param serviceType its kind of mesh
record Found(String nodeId, int port, long pid, String serviceType, ObjectNode json) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// The name of its file.
  String file() {
    return nodeId + ".json";
  }

  /// Null if the file is no record.
  static @Nullable Found parse(String name, byte[] content) {
    try {
      JsonNode json = JSON.readTree(content);
      String nodeId = json.path("nodeId").asString("").toLowerCase(Locale.ROOT);
      int port = json.path("port").asInt(0);
      boolean ours =
          json instanceof ObjectNode
              && name.equalsIgnoreCase(nodeId + ".json")
              && port > 0
              && port <= 65_535;
      return ours
          ? new Found(
              nodeId,
              port,
              json.path("pid").asLong(0),
              json.path("serviceType").asString(""),
              (ObjectNode) json)
          : null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
