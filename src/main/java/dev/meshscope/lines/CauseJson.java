package dev.meshscope.lines;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.Code;
import dev.meshscope.core.cause.EndCause;
import dev.meshscope.core.cause.FileCause;
import dev.meshscope.core.cause.FrameCause;
import dev.meshscope.core.cause.KernelCause;
import dev.meshscope.core.cause.LanCause;
import dev.meshscope.core.cause.RelayCause;
import dev.meshscope.core.cause.SendCause;
import dev.meshscope.core.cause.StartCause;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.SocketFault;
import dev.meshscope.text.Telling;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Causes: for people as words under their key (`why`), for programs as the value beside it
/// (`whyCause`), which words that are not ours do not have. Pure; on any thread.
public final class CauseJson {
  private CauseJson() {}

  private static final String VALUE = "Cause";
  private static final String CODE = "code";
  private static final String WITH = "with";

  /// All there are.
  static final List<Class<? extends Enum<?>>> CODES =
      List.of(
          CloseReason.class,
          EndCause.class,
          FileCause.class,
          FrameCause.class,
          KernelCause.class,
          LanCause.class,
          Reason.class,
          RelayCause.class,
          SendCause.class,
          SocketFault.class,
          StartCause.class);

  private static final Map<String, Code> BY_KEY =
      CODES.stream()
          .flatMap(type -> Stream.of(type.getEnumConstants()))
          .map(Code.class::cast)
          .collect(Collectors.toMap(Code::key, Function.identity()));

  /// Adds it; nothing where nothing is known.
  public static void putIfAny(ObjectNode to, String key, Cause cause) {
    if (!cause.isEmpty()) {
      put(to, key, cause);
    }
  }

  /// Adds it, also where nothing is known.
  static void put(ObjectNode to, String key, Cause cause) {
    to.put(key, words(cause));
    if (cause instanceof Cause.Known) {
      to.set(key + VALUE, value(cause));
    }
  }

  /// Reasons are written by name wherever they stand.
  private static String words(Cause cause) {
    return switch (cause) {
      case Cause.Known(CloseReason reason, _) -> reason.id();
      case Cause.Known(Reason reason, _) -> reason.id();
      case Cause.Known _, Cause.Said _ -> Telling.cause(cause);
    };
  }

  /// What [#put] has added.
  static Cause read(JsonNode from, String key) {
    JsonNode value = from.path(key + VALUE);
    if (value.isMissingNode()) {
      return new Cause.Said(from.path(key).asString(""));
    }
    Cause cause = cause(value);
    if (cause == null) {
      throw new UnreadableException(LineWords.of("cause-json.is-no-cause-that", key, VALUE));
    }
    return cause;
  }

  static JsonNode value(Cause cause) {
    return switch (cause) {
      case Cause.Said(String text) -> JsonNodeFactory.instance.stringNode(text);
      case Cause.Known(Code code, List<Cause> with) -> {
        ObjectNode node = Json.object().put(CODE, code.key());
        if (!with.isEmpty()) {
          ArrayNode parts = node.putArray(WITH);
          with.forEach(part -> parts.add(value(part)));
        }
        yield node;
      }
    };
  }

  /// Null if it is none that is known.
  static @Nullable Cause cause(JsonNode node) {
    if (node.isString()) {
      return new Cause.Said(node.asString());
    }
    Code code = BY_KEY.get(node.path(CODE).asString(""));
    List<Cause> with =
        node.path(WITH).valueStream().map(CauseJson::cause).filter(Objects::nonNull).toList();
    return code != null && with.size() == node.path(WITH).size() && with.size() == code.parts()
        ? new Cause.Known(code, with)
        : null;
  }
}
