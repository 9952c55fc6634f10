package dev.meshscope.ui.text;

import dev.meshscope.text.Phrases;

/// The window's texts by key. On any thread.
public final class Words {
  private Words() {}

  private static final Phrases PHRASES = Phrases.in("dev.meshscope.ui.strings");

  /// The text of a key, with `{0}`, `{1}`… replaced; numbers get thin spaces between thousands.
  public static String of(String key, Object... arguments) {
    return PHRASES.of(key, arguments);
  }

  /// Whether there is such a text.
  public static boolean has(String key) {
    return PHRASES.has(key);
  }

  /// The text that belongs to a constant: `word(STATE, "state")` is the text of `state.live`.
  public static String word(Enum<?> constant, String prefix) {
    return PHRASES.word(constant, prefix);
  }

  /// A constant as it is written in keys and style classes: `path-dead`.
  public static String key(Enum<?> constant) {
    return Phrases.key(constant);
  }
}
