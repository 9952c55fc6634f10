package dev.meshscope.cli.words;

import dev.meshscope.text.Phrases;

/// The sentences of the command line and the terminal by key; what options mean stands at the
/// options. Pure; on any thread.
public final class CliWords {
  private static final Phrases PHRASES = Phrases.in("dev.meshscope.cli.cli");

  private CliWords() {}

  /// The text of a key, with `{0}`, `{1}`… replaced; numbers stay as they are.
  public static String of(String key, Object... arguments) {
    return PHRASES.plain(key, arguments);
  }
}
