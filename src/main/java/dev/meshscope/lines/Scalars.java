package dev.meshscope.lines;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.Endpoint;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Values that are one number, one word or one text in JSON. Pure; on any thread.
final class Scalars {
  private Scalars() {}

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private record Scalar(
      Function<Object, JsonNode> writer, Function<JsonNode, @Nullable Object> reader, String what)
      implements Shape {
    @Override
    public JsonNode write(Object value) {
      return writer.apply(value);
    }

    @Override
    public Object read(JsonNode node) {
      Object value = reader.apply(node);
      if (value == null) {
        throw new UnreadableException("is not " + what);
      }
      return value;
    }
  }

  private static final Shape WHOLE =
      new Scalar(
          value -> NODES.numberNode((Long) value),
          node -> node.isIntegralNumber() && node.canConvertToLong() ? node.asLong() : null,
          LineWords.of("scalars.a-whole-number-of"));

  private static final Shape SMALL =
      new Scalar(
          value -> NODES.numberNode((Integer) value),
          node -> node.isIntegralNumber() && node.canConvertToInt() ? node.asInt() : null,
          LineWords.of("scalars.a-whole-number-of-b"));

  private static final Map<Class<?>, Shape> ALL =
      Map.of(
          Cause.class,
          new Scalar(
              value -> CauseJson.value((Cause) value),
              CauseJson::cause,
              LineWords.of("scalars.a-cause-that-is")),
          long.class,
          WHOLE,
          Long.class,
          WHOLE,
          int.class,
          SMALL,
          Integer.class,
          SMALL,
          boolean.class,
          new Scalar(
              value -> NODES.booleanNode((Boolean) value),
              node -> node.isBoolean() ? node.asBoolean() : null,
              LineWords.of("scalars.true-or-false")),
          String.class,
          new Scalar(
              value -> NODES.stringNode((String) value),
              node -> node.isString() ? node.asString() : null,
              "a text"),
          Endpoint.class,
          new Scalar(
              value -> NODES.stringNode(value.toString()),
              node -> node.isString() ? Endpoint.parse(node.asString()).orElse(null) : null,
              "an address"));

  /// Null if values of this type are more than that.
  static @Nullable Shape of(Class<?> type) {
    return type.isEnum() ? ofEnum(type) : ALL.get(type);
  }

  private static Shape ofEnum(Class<?> type) {
    Map<String, Object> constants =
        Stream.of(type.getEnumConstants())
            .collect(Collectors.toMap(it -> Json.id((Enum<?>) it), Function.identity()));
    return new Scalar(
        value -> NODES.stringNode(Json.id((Enum<?>) value)),
        node -> constants.get(node.asString("")),
        "one of " + constants.keySet().stream().sorted().toList());
  }
}
