package dev.meshscope.doctor;

import dev.meshscope.text.Phrases;

/// The doctor's sentences. Pure; on any thread.
final class Text {
  private static final Phrases PHRASES = Phrases.in("dev.meshscope.doctor.checks");

  private Text() {}

  /// The sentence of this key, its places filled in.
  static String of(String key, Object... values) {
    return PHRASES.of(key, values);
  }

  /// A sentence ends in a full stop, whoever wrote it.
  static String ended(String sentence) {
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }
}
