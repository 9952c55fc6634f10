package dev.meshscope.lab.scenario;

import java.util.Locale;
import java.util.regex.Pattern;

/// Words as a JSON field: `redial to live` is `redialToLive`. Pure; on any thread.
final class CamelCase {
  private CamelCase() {}

  private static final Pattern NEXT_WORD = Pattern.compile(" (.)");

  static String of(String words) {
    return NEXT_WORD.matcher(words).replaceAll(next -> next.group(1).toUpperCase(Locale.ROOT));
  }
}
