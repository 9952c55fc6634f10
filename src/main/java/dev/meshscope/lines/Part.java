package dev.meshscope.lines;

import dev.meshscope.core.cause.Cause;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A part of a record, under its key. Null is left out, and so is an empty text. Pure; on any
/// thread.
final class Part {
  private final Keys keys;
  private final Shape shape;
  private final boolean nullable;
  private final boolean text;
  private final boolean cause;
  private final MethodHandle getter;

  Part(Class<?> whole, RecordComponent component) {
    Class<?> type = component.getType();
    this.keys = Keys.of(whole, component.getName());
    this.shape =
        keys.spread() && type.isSealed()
            ? new Choice(type, keys.name())
            : Shapes.of(component.getGenericType());
    this.nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    this.text = type == String.class;
    this.cause = type == Cause.class;
    try {
      this.getter =
          MethodHandles.lookup()
              .unreflect(component.getAccessor())
              .asType(MethodType.methodType(Object.class, Object.class));
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("this cannot be read: " + component, e);
    }
  }

  Shape shape() {
    return shape;
  }

  /// As a value of its own.
  JsonNode write(Object whole) {
    return shape.write(Objects.requireNonNull(of(whole)));
  }

  /// Adds it to the whole, if that does not say it yet.
  void complete(ObjectNode to, Object whole) {
    Object value = of(whole);
    if (value == null) {
      return;
    }
    if (cause) {
      CauseJson.putIfAny(to, keys.name(), (Cause) value);
      return;
    }
    if (keys.spread()) {
      shape.complete(to, value);
      return;
    }
    JsonNode said = to.get(keys.name());
    if (said != null) {
      shape.complete(said, value);
    } else if (!isLeftOut(value)) {
      to.set(keys.name(), shape.write(value));
    }
  }

  private boolean isLeftOut(Object value) {
    return (text && !nullable && value.equals("")) || (keys.zeroLeftOut() && value.equals(0L));
  }

  @Nullable Object read(JsonNode whole) {
    if (cause) {
      return CauseJson.read(whole, keys.name());
    }
    if (keys.spread()) {
      return shape.read(whole);
    }
    JsonNode said = whole.path(keys.name());
    if (!said.isMissingNode()) {
      try {
        return shape.read(said);
      } catch (UnreadableException e) {
        throw new UnreadableException("\"" + keys.name() + "\" " + e.getMessage());
      }
    }
    if (nullable) {
      return null;
    }
    if (text) {
      return "";
    }
    if (keys.zeroLeftOut()) {
      return 0L;
    }
    throw new UnreadableException("\"" + keys.name() + "\" is missing");
  }

  private @Nullable Object of(Object whole) {
    try {
      return getter.invokeExact(whole);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a record declares no exceptions", e);
    }
  }
}
