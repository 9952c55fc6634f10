package dev.meshscope.lines;

import dev.meshscope.core.link.TransportId;
import dev.meshscope.text.Times;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Small things that every line has in common. Pure; on any thread.
public final class Json {
  private Json() {}

  // Lines are ended by who writes them.
  // All escaped but printable ASCII: a peer's text can neither steer a terminal nor be half a
  // character. Who writes them flushes, a batch at a time.
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().rootValueSeparator("").characterEscapes(new Escapes()).build())
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
          .build();

  /// An empty one.
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// What the program says of itself, with its two first fields and its time as events have it.
  ///
  /// @param atNs monotonic, the same moment
  public static ObjectNode own(OwnLine what, Instant time, long atNs) {
    return event(time, what.id()).put("atNs", atNs);
  }

  /// A line with its two first fields.
  public static ObjectNode event(Instant time, String name) {
    return object().put("time", time(time)).put("event", name);
  }

  /// To the millisecond.
  static String time(Instant time) {
    return Times.iso(time);
  }

  /// Milliseconds to the microsecond; left out if negative, which is "never" in the core.
  static void millis(ObjectNode to, String field, long nanos) {
    if (nanos >= 0) {
      to.put(field, Times.millis(nanos));
    }
  }

  /// Left out if null.
  public static void text(ObjectNode to, String field, @Nullable Object value) {
    if (value != null) {
      to.put(field, value.toString());
    }
  }

  /// Left out if null.
  static void number(ObjectNode to, String field, @Nullable Integer value) {
    if (value != null) {
      to.put(field, value);
    }
  }

  /// Left out if null.
  public static void transport(ObjectNode to, String field, @Nullable TransportId value) {
    if (value != null) {
      to.put(field, value.value());
    }
  }

  /// These, in order.
  public static ArrayNode array(Iterable<ObjectNode> elements) {
    ArrayNode array = MAPPER.createArrayNode();
    elements.forEach(array::add);
    return array;
  }

  /// An enum constant as it is written everywhere: `still-held-by-peer`.
  public static String id(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The delete character too, which JSON lets pass.
  private static final class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int DELETE = 0x7f;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[DELETE] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return null;
    }
  }
}
