package dev.meshscope.lines;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A record: an object with a key for each part. Pure; on any thread.
final class Whole implements Shape {
  private final Class<?> type;
  private final List<Part> parts;
  private final MethodHandle constructor;

  Whole(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException("nobody says how this is written: " + type);
    }
    RecordComponent[] components = type.getRecordComponents();
    this.type = type;
    this.parts = Arrays.stream(components).map(it -> new Part(type, it)).toList();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      this.constructor =
          MethodHandles.lookup()
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, components.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("this cannot be made: " + type, e);
    }
  }

  @Override
  public ObjectNode write(Object value) {
    ObjectNode node = Json.object();
    complete(node, value);
    return node;
  }

  @Override
  public void complete(JsonNode said, Object value) {
    if (said instanceof ObjectNode to) {
      for (Part part : parts) {
        part.complete(to, value);
      }
    }
  }

  @Override
  public Object read(JsonNode node) {
    if (!node.isObject()) {
      throw new UnreadableException(LineWords.of("whole.is-not-an-object"));
    }
    @Nullable Object[] values = new Object[parts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parts.get(i).read(node);
    }
    return make(values);
  }

  /// The one part it has.
  Part only() {
    return parts.getFirst();
  }

  /// A value of these parts.
  ///
  /// @throws UnreadableException if it may not be made of them
  Object make(@Nullable Object... values) {
    try {
      return constructor.invokeExact(values);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new UnreadableException("is no " + type.getSimpleName());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a record declares no exceptions", e);
    }
  }
}
