package dev.meshscope.doctor;

import java.util.Locale;
import java.util.ResourceBundle;

/// The doctor's sentences. Pure; on any thread.
final class Text {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("dev.meshscope.doctor.checks");

  private Text() {}

  /// The sentence of this key, its places filled in.
  static String of(String key, Object... values) {
    String text = BUNDLE.getString(key);
    StringBuilder filled = new StringBuilder(text.length() + 32);
    int from = 0;
    // In one pass: a value may hold braces of its own.
    for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', from)) {
      filled.append(text, from, at).append(values[text.charAt(at + 1) - '0']);
      from = at + 3;
    }
    return filled.append(text, from, text.length()).toString();
  }

  static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// An age: tenths below 10 s, then whole seconds, then minutes and hours.
  static String age(long ns) {
    long tenths = Math.max(0, ns) / 100_000_000;
    long seconds = tenths / 10;
    if (seconds < 10) {
      return seconds + "." + tenths % 10 + " s";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3_600
        ? seconds / 60 + " m " + two(seconds % 60) + " s"
        : seconds / 3_600 + " h " + two(seconds / 60 % 60) + " m";
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }

  /// A sentence ends in a full stop, whoever wrote it.
  static String ended(String sentence) {
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }
}
