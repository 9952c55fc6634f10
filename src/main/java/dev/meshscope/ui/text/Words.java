package dev.meshscope.ui.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The window's texts by key. On any thread.
public final class Words {
  private Words() {}

  /// A text, and which argument follows it; -1: none does.
  private record Piece(String text, int argument) {}

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
  private static final Map<String, List<Piece>> PIECES = new ConcurrentHashMap<>();

  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("dev.meshscope.ui.strings", Locale.getDefault());

  /// The text of a key, with `{0}`, `{1}`… replaced; numbers get thin spaces between thousands.
  ///
  /// Rows ask for thousands of texts a second, so a pattern is taken apart only once.
  public static String of(String key, Object... arguments) {
    if (arguments.length == 0) {
      return BUNDLE.getString(key);
    }
    StringBuilder text = new StringBuilder();
    for (Piece piece : PIECES.computeIfAbsent(key, Words::pieces)) {
      text.append(piece.text());
      if (piece.argument() >= 0) {
        Object argument = arguments[piece.argument()];
        text.append(argument instanceof Number number ? Spans.count(number.longValue()) : argument);
      }
    }
    return text.toString();
  }

  private static List<Piece> pieces(String key) {
    List<Piece> pieces = new ArrayList<>();
    String pattern = BUNDLE.getString(key);
    Matcher place = PLACE.matcher(pattern);
    int done = 0;
    while (place.find()) {
      pieces.add(
          new Piece(pattern.substring(done, place.start()), Integer.parseInt(place.group(1))));
      done = place.end();
    }
    pieces.add(new Piece(pattern.substring(done), -1));
    return List.copyOf(pieces);
  }

  /// Whether there is such a text.
  public static boolean has(String key) {
    return BUNDLE.containsKey(key);
  }

  /// The text that belongs to a constant: `word(STATE, "state")` is the text of `state.live`.
  public static String word(Enum<?> constant, String prefix) {
    return of(prefix + "." + key(constant));
  }

  /// A constant as it is written in keys and style classes: `path-dead`.
  public static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
