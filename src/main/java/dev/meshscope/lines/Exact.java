package dev.meshscope.lines;

import dev.meshscope.core.event.EventKind;
import dev.meshscope.core.event.MeshEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a line says of an event beside what is for people, so that it is read back equal: times to
/// the nanosecond, and whatever else is not there yet. Pure; on any thread.
final class Exact {
  private Exact() {}

  private static final String EVIDENCE = "evidence";

  /// Adds it.
  static void complete(ObjectNode line, MeshEvent event) {
    Shapes.of(event.getClass()).complete(line, event);
    if (event instanceof MeshEvent.Judged judged) {
      // The other rules were asked on the same evidence.
      for (int i = 0; i < judged.alternatives().size(); i++) {
        if (judged.alternatives().get(i).evidence().equals(judged.verdict().evidence())
            && line.path("alternatives").path(i) instanceof ObjectNode alternative) {
          alternative.remove(EVIDENCE);
        }
      }
    }
  }

  /// Reads the event of a line.
  ///
  /// @throws UnreadableException if something is missing
  static MeshEvent read(EventKind kind, JsonNode line) {
    if (kind == EventKind.JUDGED) {
      JsonNode evidence = line.path("verdict").path(EVIDENCE);
      for (JsonNode alternative : line.path("alternatives")) {
        if (alternative instanceof ObjectNode node && !node.has(EVIDENCE)) {
          node.set(EVIDENCE, evidence);
        }
      }
    }
    return (MeshEvent) Shapes.of(kind.type()).read(line);
  }
}
