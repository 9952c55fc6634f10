package dev.meshscope.cli.terminal;

import java.util.Locale;

/// Times in few characters. Pure; on any thread.
final class Spans {
  private Spans() {}

  /// What stands where there is nothing to say.
  static final String NONE = "–";

  /// An age: `2.1 s`, `14 s`, `3 m 05 s`, `2 h 10 m`; a dash if negative.
  static String age(long ns) {
    if (ns < 0) {
      return NONE;
    }
    long seconds = ns / 1_000_000_000L;
    if (seconds < 10) {
      return seconds + "." + ns / 100_000_000L % 10 + " s";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3_600
        ? String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d h %02d m", seconds / 3_600, seconds / 60 % 60);
  }

  /// The same age for a narrow column: `2.1 s`, `14 s`, `3m 05s`, `2h 10m`.
  static String tight(long ns) {
    String age = age(ns);
    return age.indexOf('m') < 0
        ? age
        : age.replace(" m", "m").replace(" h", "h").replace(" s", "s");
  }

  /// A measured span: `0.42 ms`, `38 ms`, `1.31 s`; a dash if negative.
  static String precise(long ns) {
    if (ns < 0) {
      return NONE;
    }
    double millis = ns / 1e6;
    if (millis < 9.995) {
      return String.format(Locale.ROOT, "%.2f ms", millis);
    }
    return millis < 999.5
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.2f s", millis / 1_000);
  }
}
