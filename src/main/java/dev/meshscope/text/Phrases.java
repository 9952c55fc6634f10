package dev.meshscope.text;

import dev.meshscope.core.cause.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Texts by key, as a bundle has them. What is asked for again and again is taken apart only once.
/// On any thread.
public final class Phrases {
  /// What all who tell of peers say alike.
  public static final Phrases SHARED = new Phrases("dev.meshscope.text.telling", null);

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  private final ResourceBundle bundle;
  private final @Nullable Phrases otherwise;
  private final Map<String, List<Piece>> taken = new ConcurrentHashMap<>();

  private Phrases(String bundle, @Nullable Phrases otherwise) {
    this.bundle = ResourceBundle.getBundle(bundle);
    this.otherwise = otherwise;
  }

  /// A part of a text.
  private sealed interface Piece {
    record Words(String text) implements Piece {}

    record Argument(int number) implements Piece {}
  }

  /// The texts of this bundle, and what is not there as all say it.
  public static Phrases in(String bundle) {
    return new Phrases(bundle, SHARED);
  }

  /// The text of a key, with `{0}`, `{1}`… replaced in one pass; numbers get thin spaces between
  /// thousands, and a cause is told.
  public String of(String key, Object... arguments) {
    if (otherwise != null && !bundle.containsKey(key)) {
      return otherwise.of(key, arguments);
    }
    if (arguments.length == 0) {
      return bundle.getString(key);
    }
    StringBuilder text = new StringBuilder();
    for (Piece piece : taken.computeIfAbsent(key, this::pieces)) {
      switch (piece) {
        case Piece.Words(String words) -> text.append(words);
        case Piece.Argument(int number) -> text.append(argument(arguments[number]));
      }
    }
    return text.toString();
  }

  /// The same with numbers as they are: for what may be a port or a seed.
  public String plain(String key, Object... arguments) {
    return of(
        key,
        Stream.of(arguments)
            .map(one -> one instanceof Number number ? number.toString() : one)
            .toArray());
  }

  private static String argument(Object value) {
    return switch (value) {
      case Number number -> Spans.count(number.longValue());
      case Cause cause -> Telling.cause(cause);
      default -> value.toString();
    };
  }

  private List<Piece> pieces(String key) {
    List<Piece> pieces = new ArrayList<>();
    String pattern = bundle.getString(key);
    Matcher place = PLACE.matcher(pattern);
    int done = 0;
    while (place.find()) {
      pieces.add(new Piece.Words(pattern.substring(done, place.start())));
      pieces.add(new Piece.Argument(Integer.parseInt(place.group(1))));
      done = place.end();
    }
    pieces.add(new Piece.Words(pattern.substring(done)));
    return List.copyOf(pieces);
  }

  /// Whether there is such a text.
  public boolean has(String key) {
    return bundle.containsKey(key) || (otherwise != null && otherwise.has(key));
  }

  /// The text that belongs to a constant: `word(LIVE, "state")` is the text of `state.live`.
  public String word(Enum<?> constant, String prefix) {
    return of(prefix + "." + key(constant));
  }

  /// A constant as it is written in keys: `path-dead`.
  public static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
