package dev.meshscope.text;

import java.math.BigDecimal;
import java.util.Locale;

/// Times, spans, sizes and counts in few characters, the same ones for every screen, report and
/// language. Pure; on any thread.
public final class Spans {
  private Spans() {}

  private static final long SECOND_NS = 1_000_000_000L;
  private static final long MINUTE_NS = 60 * SECOND_NS;

  /// What stands where there is nothing to say.
  public static final String NONE = "–";

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

  /// A measured span, three digits at most: `0.42 ms`, `38 ms`, `1.31 s`, `12.4 s`.
  public static String precise(long ns) {
    long span = Math.max(0, ns);
    if (span < 9_995_000) {
      return hundredths((span + 5_000) / 10_000) + " ms";
    }
    if (span < 999_500_000) {
      return (span + 500_000) / 1_000_000 + " ms";
    }
    if (span < 9_995_000_000L) {
      return hundredths((span + 5_000_000) / 10_000_000) + " s";
    }
    long tenths = (span + 50_000_000) / 100_000_000;
    return tenths < 600 ? tenths / 10 + "." + tenths % 10 + " s" : age(span);
  }

  /// The same of a span in milliseconds, as reports measure it.
  public static String preciseMillis(double millis) {
    return precise(Math.round(millis * 1e6));
  }

  private static String hundredths(long hundredths) {
    return hundredths / 100 + "." + two(hundredths % 100);
  }

  /// A measured span to 10 ms, so that one that goes up and down by a hair does not flicker.
  public static String calm(long ns) {
    return precise((ns + 5_000_000) / 10_000_000 * 10_000_000);
  }

  /// A configured span, exact, in the largest unit that suits it: `500 ms`, `1.5 s`, `2 min`. It is
  /// read back by [Durations#parse].
  public static String plain(long ns) {
    if (ns % MINUTE_NS == 0 && ns > 0) {
      return ns / MINUTE_NS + " min";
    }
    return ns == 0 || ns >= SECOND_NS ? decimal(ns, 9) + " s" : decimal(ns, 6) + " ms";
  }

  private static String decimal(long ns, int digits) {
    return BigDecimal.valueOf(ns, digits).stripTrailingZeros().toPlainString();
  }

  /// Until something is tried again, in whole seconds, rounded up: it ends at nought.
  public static String countdown(long ns) {
    return Math.max(0, ns + SECOND_NS - 1) / SECOND_NS + " s";
  }

  /// What is left, in whole seconds or minutes, never less than it is: `12 s`, `3 min`.
  public static String left(long ns) {
    long seconds = Math.max(1, (ns + SECOND_NS - 1) / SECOND_NS);
    return seconds < 120 ? seconds + " s" : (seconds + 59) / 60 + " min";
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

  /// Memory: `94.2 MiB`.
  public static String mebibytes(double mebibytes) {
    return String.format(Locale.ROOT, "%.1f MiB", mebibytes);
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
}
