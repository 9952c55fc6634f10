package dev.meshscope.lines;

import dev.meshscope.core.event.EventKind;
import dev.meshscope.core.event.MeshEvent;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a line says of an event beside what is for people, so that it is read back equal: times to
/// the nanosecond, and whatever else is not there yet. Pure; on any thread.
final class Exact {
  private Exact() {}

  private static final String EVIDENCE = "evidence";

  /// Adds it.
  static void complete(ObjectNode line, MeshEvent event) {
    List<ObjectNode> same =
        event instanceof MeshEvent.Judged judged ? same(line, judged) : List.of();
    same.forEach(alternative -> alternative.putNull(EVIDENCE));
    Shapes.of(event.getClass()).complete(line, event);
    same.forEach(alternative -> alternative.remove(EVIDENCE));
  }

  /// The verdicts of other rules on the same evidence, which is told once.
  private static List<ObjectNode> same(ObjectNode line, MeshEvent.Judged judged) {
    List<ObjectNode> same = new ArrayList<>();
    for (int i = 0; i < judged.alternatives().size(); i++) {
      if (judged.alternatives().get(i).evidence().equals(judged.verdict().evidence())
          && line.path("alternatives").path(i) instanceof ObjectNode alternative) {
        same.add(alternative);
      }
    }
    return same;
  }

  /// Reads the event of a line.
  ///
  /// @throws UnreadableException if something is missing
  static MeshEvent read(EventKind kind, JsonNode line) {
    return (MeshEvent)
        Shapes.of(kind.type()).read(kind == EventKind.JUDGED ? withEvidence(line) : line);
  }

  private static JsonNode withEvidence(JsonNode line) {
    JsonNode copy = line.deepCopy();
    JsonNode evidence = copy.path("verdict").path(EVIDENCE);
    for (JsonNode alternative : copy.path("alternatives")) {
      if (alternative instanceof ObjectNode node && !node.has(EVIDENCE)) {
        node.set(EVIDENCE, evidence);
      }
    }
    return copy;
  }
}
