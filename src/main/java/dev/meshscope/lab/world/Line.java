package dev.meshscope.lab.world;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lines.Told;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One line a node printed.
///
/// @param who which process
/// @param raw as printed
/// @param json as read; an empty object if it is none
/// @param at its `time`; when we read it, if it has none
/// @param event its `event`; empty if it has none
/// @param told what happened, if it is a line of our own program; null if it is not
public record Line(
    End who, String raw, JsonNode json, Instant at, String event, @Nullable MeshEvent told) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @param readAt when it was read
  public static Line of(End who, String raw, Instant readAt) {
    ObjectNode json = object(raw);
    MeshEvent told = Told.read(json) instanceof Told.Event event ? event.event() : null;
    return new Line(who, raw, json, time(json, readAt), json.path("event").asString(""), told);
  }

  private static ObjectNode object(String raw) {
    try {
      return JSON.readTree(raw) instanceof ObjectNode object ? object : JSON.createObjectNode();
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }

  private static Instant time(JsonNode json, Instant otherwise) {
    String text = json.path("time").asString("");
    try {
      return text.isEmpty() ? otherwise : Instant.parse(text);
    } catch (DateTimeException e) {
      return otherwise;
    }
  }

  /// Whether it is this event.
  public boolean is(String name) {
    return event.equals(name);
  }

  /// The peer's node id; null if it names none.
  public @Nullable String peer() {
    String peer = text("peer");
    return peer.isEmpty() ? null : peer;
  }

  /// The transport's number; 0 if it names none.
  public long transport() {
    return json.path("transport").asLong(0);
  }

  /// A field as text; empty if it is not there.
  public String text(String field) {
    return json.path(field).asString("");
  }
}
