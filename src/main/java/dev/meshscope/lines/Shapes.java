package dev.meshscope.lines;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Finds the [Shape] of a type: of whatever the core's events are made of, so that a new one is
/// written and read without a word here. Pure; on any thread.
final class Shapes {
  private Shapes() {}

  private static final Map<Type, Shape> KNOWN = new ConcurrentHashMap<>();

  static Shape of(Type type) {
    Shape known = KNOWN.get(type);
    if (known == null) {
      // Not while the map is locked: those of its parts are found in turn.
      known = make(type);
      KNOWN.put(type, known);
    }
    return known;
  }

  private static Shape make(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType().equals(List.class)) {
      return new Listing(of(list.getActualTypeArguments()[0]));
    }
    if (!(type instanceof Class<?> simple)) {
      throw new IllegalArgumentException("nobody says how this is written: " + type);
    }
    Shape scalar = Scalars.of(simple);
    if (scalar != null) {
      return scalar;
    }
    if (simple.isSealed()) {
      return new Choice(simple, Keys.WHICH);
    }
    Whole whole = new Whole(simple);
    // An id is its text, a transport its number.
    return simple.getRecordComponents().length == 1 ? new Wrapped(whole) : whole;
  }

  private record Listing(Shape element) implements Shape {
    @Override
    public JsonNode write(Object value) {
      ArrayNode array = Json.MAPPER.createArrayNode();
      for (Object each : (List<?>) value) {
        array.add(element.write(each));
      }
      return array;
    }

    @Override
    public void complete(JsonNode said, Object value) {
      List<?> values = (List<?>) value;
      for (int i = 0; i < values.size(); i++) {
        element.complete(said.path(i), values.get(i));
      }
    }

    @Override
    public Object read(JsonNode node) {
      if (!node.isArray()) {
        throw new UnreadableException(LineWords.of("shapes.is-not-a-list"));
      }
      List<Object> values = new ArrayList<>(node.size());
      node.forEach(each -> values.add(element.read(each)));
      return values;
    }
  }

  /// A value of one part is that part.
  private record Wrapped(Whole whole) implements Shape {
    @Override
    public JsonNode write(Object value) {
      return whole.only().write(value);
    }

    @Override
    public Object read(JsonNode node) {
      return whole.make(whole.only().shape().read(node));
    }
  }
}
