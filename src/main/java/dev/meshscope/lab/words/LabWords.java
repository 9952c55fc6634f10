package dev.meshscope.lab.words;

import dev.meshscope.text.Phrases;

/// The lab's sentences by key: of its scenarios, runs and reports. Pure; on any thread.
public final class LabWords {
  private static final Phrases PHRASES = Phrases.in("dev.meshscope.lab.lab");

  private LabWords() {}

  /// The text of a key, with `{0}`, `{1}`… replaced; numbers stay as they are.
  public static String of(String key, Object... arguments) {
    return PHRASES.plain(key, arguments);
  }
}
