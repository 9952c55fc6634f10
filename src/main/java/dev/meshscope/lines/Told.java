package dev.meshscope.lines;

import dev.meshscope.core.event.EventKind;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// What one line says. Pure; on any thread.
public sealed interface Told {

  /// The format of the lines, told in the first one. Raised when a line no longer says all that
  /// lines of this one say; keys that are added do not raise it.
  int FORMAT = 1;

  /// Something happened.
  ///
  /// @param time by the wall clock, to the millisecond; the event has its own, to the nanosecond
  /// @param peer whom it is about; null if nobody knew
  /// @param name what that calls itself; null if nobody knew
  /// @param event what happened, equal to what was written
  record Event(Instant time, @Nullable NodeId peer, @Nullable NodeName name, MeshEvent event)
      implements Told {}

  /// Something that the program says of itself, or an answer to a command.
  record Own(OwnLine what, ObjectNode json) implements Told {}

  /// It cannot be read.
  ///
  /// @param why one sentence
  record Broken(String why) implements Told {}

  /// Reads one line, without its end.
  static Told read(String line) {
    try {
      return Json.MAPPER.readTree(line) instanceof ObjectNode json
          ? read(json)
          : new Broken(LineWords.of("told.this-is-no-json"));
    } catch (JacksonException e) {
      return new Broken(LineWords.of("told.this-is-not-json"));
    }
  }

  /// Reads a line that is JSON already.
  static Told read(ObjectNode json) {
    String name = json.path("event").asString("");
    Optional<EventKind> kind = EventKind.named(name);
    if (kind.isEmpty()) {
      return OwnLine.named(name)
          .<Told>map(own -> new Own(own, json))
          .orElseGet(() -> new Broken(LineWords.of("told.event-is-of-no")));
    }
    try {
      return new Event(
          Instant.parse(json.path("time").asString("")),
          NodeId.parse(json.path("peer").asString("")).orElse(null),
          NodeName.parse(json.path("name").asString("")).orElse(null),
          Exact.read(kind.get(), json));
    } catch (DateTimeException e) {
      return new Broken(LineWords.of("told.time-is-no-time"));
    } catch (UnreadableException e) {
      return new Broken("In \"" + name + "\", " + e.getMessage() + ".");
    }
  }
}
