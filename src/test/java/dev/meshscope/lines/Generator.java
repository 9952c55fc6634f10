package dev.meshscope.lines;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.Code;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Settings;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes values of any type that events are made of, by walking their records: a new kind of event
/// is covered by itself. The same seed makes the same values.
final class Generator {
  private static final List<String> TEXTS =
      List.of("", " ", "hi", "ü€😀", "\u001b[2J", "\ud800", "\"\\\n", "a".repeat(300), "null");
  private static final List<Long> NUMBERS =
      List.of(0L, -1L, 1L, 999_999L, 1_000_000_007L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53);

  private final SplittableRandom random;
  private final Map<Class<?>, Supplier<Object>> given;

  Generator(long seed) {
    this.random = new SplittableRandom(seed);
    this.given =
        Map.of(
            NodeId.class,
            () -> new NodeId("0192e4a2-7b5c-7def-8a3b-" + hex(12)),
            NodeName.class,
            () -> new NodeName(one(List.of("planner", "ü €", "1", "x".repeat(64)))),
            PublicKey.class,
            () -> new PublicKey(hex(42) + "A"),
            Incarnation.class,
            () -> new Incarnation(hex(32)),
            Nonce.class,
            () -> new Nonce(hex(32)),
            Group.class,
            () -> new Group(one(List.of("default", "a-b_c.9"))),
            Endpoint.class,
            () ->
                new Endpoint(
                    one(List.of("10.0.0.1", "::1", "fe80::1%eth0", "a.example")),
                    1 + random.nextInt(65_535)),
            Policy.class,
            () -> {
              long min = 1 + random.nextInt(1_000_000_000);
              return new Policy(
                  one(List.of(Rule.values())),
                  1 + random.nextLong(1_000_000_000_000L),
                  min,
                  min + random.nextInt(1_000_000_000));
            },
            Settings.class,
            () -> {
              long interval = 1 + random.nextLong(1_000_000_000_000L);
              return new Settings(
                  (Policy) of(Policy.class),
                  interval,
                  interval + 1 + random.nextLong(1_000_000_000_000L),
                  (Limits) of(Limits.class),
                  random.nextBoolean());
            },
            Limits.class,
            () -> record(Limits.class, () -> 1 + random.nextInt(1_000_000)));
  }

  /// @param deep how many causes may stand in each other
  private Cause cause(int deep) {
    if (deep == 0 || random.nextBoolean()) {
      return new Cause.Said(one(TEXTS));
    }
    Code code = (Code) one(Arrays.asList(one(CauseJson.CODES).getEnumConstants()));
    Object[] with = new Object[code.parts()];
    Arrays.setAll(with, i -> cause(deep - 1));
    return Cause.of(code, with);
  }

  /// A value of this type.
  Object of(Type type) {
    if (type instanceof ParameterizedType list) {
      return many(list.getActualTypeArguments()[0]);
    }
    Class<?> simple = (Class<?>) type;
    Supplier<Object> known = given.get(simple);
    if (known != null) {
      return known.get();
    }
    if (simple == Cause.class) {
      return cause(2);
    }
    if (simple == long.class || simple == Long.class) {
      return random.nextBoolean() ? random.nextLong() : one(NUMBERS);
    }
    if (simple == int.class || simple == Integer.class) {
      return random.nextBoolean() ? random.nextInt() : (int) (long) one(NUMBERS);
    }
    if (simple == boolean.class) {
      return random.nextBoolean();
    }
    if (simple == String.class) {
      return one(TEXTS);
    }
    if (simple.isEnum()) {
      return one(Arrays.asList(simple.getEnumConstants()));
    }
    return simple.isSealed()
        ? of(one(Arrays.asList(simple.getPermittedSubclasses())))
        : record(simple, null);
  }

  /// All records of a sealed type.
  static Stream<Class<?>> records(Class<?> of) {
    return of.isSealed()
        ? Arrays.stream(of.getPermittedSubclasses()).flatMap(Generator::records)
        : Stream.of(of);
  }

  private List<Object> many(Type of) {
    List<Object> values = new ArrayList<>();
    // Where there must be one, there is.
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      values.add(of(of));
    }
    return values;
  }

  private Object record(Class<?> type, @Nullable Supplier<Object> each) {
    RecordComponent[] parts = type.getRecordComponents();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(parts).map(part -> each == null ? part(part) : each.get()).toArray();
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("this cannot be made: " + type + Arrays.toString(values), e);
    }
  }

  private @Nullable Object part(RecordComponent part) {
    boolean nullable = part.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return nullable && random.nextInt(3) == 0 ? null : of(part.getGenericType());
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String hex(int digits) {
    StringBuilder text = new StringBuilder();
    while (text.length() < digits) {
      text.append(Integer.toHexString(random.nextInt(16)));
    }
    return text.toString();
  }
}
