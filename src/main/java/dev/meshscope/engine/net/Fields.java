package dev.meshscope.engine.net;

import dev.meshscope.core.identity.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The fields of a JSON object from outside, as far as anybody here reads them: strings, whole
/// numbers, objects and arrays of these, a few levels deep and a bounded number of each. What is
/// beyond that, or of another type, reads as absent. Of duplicate keys the last counts. On the
/// thread that reads.
public final class Fields {

  private static final int DEPTH = 3;
  private static final int PER_OBJECT = 64;
  private static final int PER_ARRAY = 1024;
  private static final int LONG_DIGITS = 18;

  private final Map<String, Object> values;

  private Fields(Map<String, Object> values) {
    this.values = values;
  }

  /// Reads the object at whose beginning the parser stands.
  static Fields of(JsonParser parser) {
    return object(parser, DEPTH);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /// Null if absent or not a string.
  @Nullable String text(String name) {
    return values.get(name) instanceof String text ? text : null;
  }

  /// Printable and cut to `most` characters.
  String text(String name, int most, String otherwise) {
    String text = text(name);
    return text == null ? otherwise : printable(text, most);
  }

  long number(String name, long otherwise) {
    return values.get(name) instanceof Long number ? number : otherwise;
  }

  @Nullable Fields object(String name) {
    return values.get(name) instanceof Fields fields ? fields : null;
  }

  /// Null if absent, not an array, or longer than anybody needs.
  @Nullable List<?> array(String name) {
    return values.get(name) instanceof List<?> list ? list : null;
  }

  /// What may be shown anywhere: no control characters, cut to `most` characters.
  public static String printable(String text, int most) {
    String cut = text.length() <= most ? text : text.substring(0, most - 1) + "…";
    boolean clean = Printable.is(cut);
    return clean
        ? cut
        : cut.codePoints()
            .map(c -> Printable.is(c) ? c : '\uFFFD')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static Fields object(JsonParser parser, int depth) {
    Map<String, Object> values = new HashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      Object value = value(parser, depth - 1);
      if (value == null) {
        values.remove(name);
      } else if (values.size() < PER_OBJECT || values.containsKey(name)) {
        values.put(name, value);
      }
    }
    return new Fields(values);
  }

  /// Null for null, and for what nobody reads: then the parser has passed over it.
  private static @Nullable Object value(JsonParser parser, int depth) {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT ->
          parser.getStringLength() <= LONG_DIGITS ? (Object) parser.getLongValue() : Unread.IT;
      case VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> Unread.IT;
      case START_OBJECT -> depth > 0 ? object(parser, depth) : skipped(parser);
      case START_ARRAY -> depth > 0 ? array(parser, depth) : skipped(parser);
      default -> null;
    };
  }

  private static Object array(JsonParser parser, int depth) {
    List<Object> list = new ArrayList<>();
    boolean tooLong = false;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object value = value(parser, depth - 1);
      if (list.size() < PER_ARRAY) {
        list.add(value == null ? Unread.IT : value);
      } else {
        tooLong = true;
      }
    }
    return tooLong ? Unread.IT : list;
  }

  private static Object skipped(JsonParser parser) {
    parser.skipChildren();
    return Unread.IT;
  }

  /// A value that is there and that nobody reads.
  private enum Unread {
    IT
  }
}
