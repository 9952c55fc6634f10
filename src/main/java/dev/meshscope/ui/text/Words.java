package dev.meshscope.ui.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The window's texts by key. Immutable after loading; on any thread.
public final class Words {
  private Words() {}

  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("dev.meshscope.ui.strings", Locale.getDefault());

  /// The text of a key, with `{0}`, `{1}`… replaced.
  public static String of(String key, Object... arguments) {
    String pattern = BUNDLE.getString(key);
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, Locale.ROOT).format(arguments);
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
