package dev.meshscope.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Instants as people and as programs read them, and spans as programs do. The same in every
/// language; on any thread.
public final class Times {
  private Times() {}

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private record Second(long epochSecond, String text) {}

  // The second written last: thousands of lines share it. Any thread may replace it by another
  // right one.
  private static volatile Second latest = new Second(0, "1970-01-01T00:00:00");

  /// Time of day in the user's zone, with milliseconds: `14:03:22.118`.
  public static String clock(Instant instant) {
    return CLOCK.format(instant.atZone(ZoneId.systemDefault()));
  }

  /// In full, in UTC, always with milliseconds: `2026-03-02T11:00:00.000Z`.
  public static String iso(Instant time) {
    Second second = latest;
    if (second.epochSecond() != time.getEpochSecond()) {
      second = new Second(time.getEpochSecond(), SECOND.format(time));
      latest = second;
    }
    int millis = time.getNano() / 1_000_000;
    String zeros = millis < 10 ? ".00" : millis < 100 ? ".0" : ".";
    return second.text() + zeros + millis + 'Z';
  }

  /// Milliseconds to the microsecond, as in JSON.
  public static double millis(long ns) {
    return Math.round(ns / 1_000.0) / 1_000.0;
  }
}
