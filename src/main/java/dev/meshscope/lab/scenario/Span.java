package dev.meshscope.lab.scenario;

import java.time.Duration;

/// Durations for people. Pure; on any thread.
public final class Span {
  private Span() {}

  /// `500 ms`, `2 s`, `1.5 s`, `3 min`.
  public static String words(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 120_000) {
      return trimmed(millis / 1_000.0) + " s";
    }
    long minutes = millis / 60_000;
    long seconds = millis % 60_000 / 1_000;
    return seconds == 0 ? minutes + " min" : minutes + " min " + seconds + " s";
  }

  private static String trimmed(double seconds) {
    long tenths = Math.round(seconds * 10);
    return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }
}
