package dev.meshscope.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Times, spans, sizes and counts in few characters, the same ones for every screen, report and
/// language. Pure; on any thread.
public final class Spans {
  private Spans() {}

  /// What stands where there is nothing to say.
  public static final String NONE = "–";

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  /// An age: tenths below 10 s, then whole seconds, then minutes and hours.
  public static String age(long ns) {
    long tenths = Math.max(0, ns) / 100_000_000;
    if (tenths < 100) {
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    long seconds = tenths / 10;
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    return minutes < 60
        ? minutes + " m " + two(seconds % 60) + " s"
        : minutes / 60 + " h " + two(minutes % 60) + " m";
  }

  /// The same age for a narrow column: minutes and hours close up, `1m 24s`, `2h 05m`.
  public static String tight(long ns) {
    String age = age(ns);
    return age.indexOf('m') < 0
        ? age
        : age.replace(" m", "m").replace(" h", "h").replace(" s", "s");
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }

  /// A measured span, three digits at most: `0.42 ms`, `38 ms`, `1.31 s`.
  public static String precise(long ns) {
    long span = Math.max(0, ns);
    if (span < 9_995_000) {
      return hundredths((span + 5_000) / 10_000) + " ms";
    }
    if (span < 999_500_000) {
      return (span + 500_000) / 1_000_000 + " ms";
    }
    return span < 9_995_000_000L ? hundredths((span + 5_000_000) / 10_000_000) + " s" : age(span);
  }

  private static String hundredths(long hundredths) {
    return hundredths / 100 + "." + two(hundredths % 100);
  }

  /// A measured span to 10 ms, so that one that goes up and down by a hair does not flicker.
  public static String calm(long ns) {
    return precise((ns + 5_000_000) / 10_000_000 * 10_000_000);
  }

  /// A configured span in the largest unit that divides it: `500 ms`, `10 s`, `2 min`.
  public static String plain(long ns) {
    long millis = TimeUnit.NANOSECONDS.toMillis(ns);
    if (millis % 60_000 == 0 && millis > 0) {
      return millis / 60_000 + " min";
    }
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  /// The same span, never broken at the end of a line.
  public static String whole(String span) {
    return span.replace(' ', '\u00a0');
  }

  /// Bytes: `812 B`, `4.1 kB`, `2.0 MB`.
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /// A count with thin spaces between thousands.
  public static String count(long value) {
    String digits = Long.toString(value);
    int first = value < 0 ? 1 : 0;
    if (digits.length() - first <= 3) {
      return digits;
    }
    StringBuilder text = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > first; i -= 3) {
      text.insert(i, '\u2009');
    }
    return text.toString();
  }

  /// Time of day in the user's zone, with milliseconds.
  public static String clock(Instant instant) {
    return CLOCK.format(instant.atZone(ZoneId.systemDefault()));
  }
}
