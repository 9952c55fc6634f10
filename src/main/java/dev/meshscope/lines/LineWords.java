package dev.meshscope.lines;

import dev.meshscope.text.Phrases;

/// What is said of lines and commands, by key. Pure; on any thread.
public final class LineWords {
  private static final Phrases PHRASES = Phrases.in("dev.meshscope.lines.lines");

  private LineWords() {}

  /// The text of a key, with `{0}`, `{1}`… replaced; numbers stay as they are.
  public static String of(String key, Object... arguments) {
    return PHRASES.plain(key, arguments);
  }
}
