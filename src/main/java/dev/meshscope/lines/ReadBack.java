package dev.meshscope.lines;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads lines back, writes each event again and keeps what differs. On one thread.
public final class ReadBack {
  /// So many differences are kept; more are counted.
  public static final int MOST = 10;

  // 1.0 and 1 are one number: what lies between us and who wrote it may write it its own way.
  private static final Comparator<JsonNode> SAME =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  /// A line that is not read back as it was written.
  ///
  /// @param line its number, from 1
  /// @param what one sentence
  public record Difference(long line, String what) {}

  private final List<Difference> first = new ArrayList<>();
  private long lines;
  private long events;
  private long own;
  private long differing;

  /// Takes the next line, without its end; an empty one is passed over.
  public void take(String line) {
    lines++;
    if (line.isBlank()) {
      return;
    }
    difference(line)
        .ifPresent(
            what -> {
              differing++;
              if (first.size() < MOST) {
                first.add(new Difference(lines, what));
              }
            });
  }

  private Optional<String> difference(String line) {
    ObjectNode json;
    try {
      if (!(Json.MAPPER.readTree(line) instanceof ObjectNode object)) {
        return Optional.of(LineWords.of("read-back.this-is-no-json"));
      }
      json = object;
    } catch (JacksonException e) {
      return Optional.of(LineWords.of("read-back.this-is-not-json"));
    }
    return switch (Told.read(json)) {
      case Told.Broken(var why) -> Optional.of(why);
      case Told.Own(var what, _) -> {
        own++;
        yield what == OwnLine.STARTED && format(json).isPresent() ? format(json) : own(what, json);
      }
      case Told.Event event -> {
        events++;
        yield difference(json, EventJson.of(event));
      }
    };
  }

  private static Optional<String> format(ObjectNode json) {
    int format = json.path("format").asInt(0);
    return format == Told.FORMAT
        ? Optional.empty()
        : Optional.of(LineWords.of("read-back.the-lines-are-of", format, Told.FORMAT));
  }

  private static Optional<String> own(OwnLine what, ObjectNode json) {
    try {
      return Own.read(what, json).flatMap(own -> difference(json, again(json, own)));
    } catch (UnreadableException e) {
      return Optional.of("In \"" + what.id() + "\", " + e.getMessage() + ".");
    }
  }

  private static ObjectNode again(ObjectNode json, Own own) {
    ObjectNode again = Own.write(own);
    // What every line begins with.
    for (String key : List.of("time", "event", "atNs")) {
      if (json.has(key)) {
        again.set(key, json.path(key));
      }
    }
    return again;
  }

  private static Optional<String> difference(ObjectNode was, ObjectNode is) {
    var keys = new TreeSet<>(was.propertyNames());
    keys.addAll(is.propertyNames());
    for (String key : keys) {
      JsonNode before = was.path(key);
      JsonNode now = is.path(key);
      if (!before.equals(SAME, now)) {
        return Optional.of(
            LineWords.of(
                "read-back.in-is-written-again",
                was.path("event").asString(""),
                key,
                brief(before),
                brief(now)));
      }
    }
    return Optional.empty();
  }

  private static String brief(JsonNode node) {
    String text =
        node.isMissingNode()
            ? LineWords.of("read-back.not-there")
            : Json.MAPPER.writeValueAsString(node);
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  /// How many lines tell what happened.
  public long events() {
    return events;
  }

  /// How many lines are the program's own: all but tables and sums are written again, too.
  public long own() {
    return own;
  }

  /// How many lines are not read back as they were written.
  public long differing() {
    return differing;
  }

  /// The first of them.
  public List<Difference> first() {
    return List.copyOf(first);
  }
}
