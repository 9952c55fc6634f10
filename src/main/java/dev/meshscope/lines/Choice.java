package dev.meshscope.lines;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One of several records: an object that says which (`not-sampled`), and the parts of that. Pure;
/// on any thread.
final class Choice implements Shape {
  private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private record One(String name, Whole whole) {}

  private final String which;
  private final Map<Class<?>, One> byType;
  private final Map<String, One> byName;

  /// @param which the key that says it
  Choice(Class<?> type, String which) {
    this.which = which;
    this.byType =
        Arrays.stream(type.getPermittedSubclasses())
            .collect(
                Collectors.toMap(Function.identity(), one -> new One(name(one), new Whole(one))));
    this.byName =
        byType.values().stream().collect(Collectors.toMap(One::name, Function.identity()));
  }

  private static String name(Class<?> type) {
    return NEXT_WORD.matcher(type.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  @Override
  public JsonNode write(Object value) {
    ObjectNode node = Json.object();
    complete(node, value);
    return node;
  }

  @Override
  public void complete(JsonNode said, Object value) {
    One one = byType.get(value.getClass());
    if (one != null && said instanceof ObjectNode to) {
      if (!to.has(which)) {
        to.put(which, one.name());
      }
      one.whole().complete(to, value);
    }
  }

  @Override
  public Object read(JsonNode node) {
    One one = byName.get(node.path(which).asString(""));
    if (one == null) {
      throw new UnreadableException(
          LineWords.of(
              "choice.says-in-none-of", which, byName.keySet().stream().sorted().toList()));
    }
    return one.whole().read(node);
  }
}
