package dev.meshscope.text;

import dev.meshscope.core.judge.Policy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `500ms`, `1.5 s`, `2m`, `2 min`, `1h`, or ISO-8601 (`PT10S`).
/// What [Spans#plain] writes is read back. Pure; on any thread.
public final class Durations {
  private Durations() {}

  /// The longest that is accepted.
  public static final Duration LONGEST = Duration.ofNanos(Policy.LONGEST_NS);

  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?) ?(ms|s|min|m|h|d)");

  /// Empty if it is no duration, not above zero, or longer than [#LONGEST].
  public static Optional<Duration> parse(String text) {
    return read(text).filter(d -> d.isPositive() && d.compareTo(LONGEST) <= 0);
  }

  private static Optional<Duration> read(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(unit(matcher.group(2)));
      BigDecimal seconds = nanos.movePointLeft(9);
      return Optional.of(
          Duration.ofSeconds(
              seconds.longValue(),
              seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue()));
    }
    try {
      return text.startsWith("P") || text.startsWith("p")
          ? Optional.of(Duration.parse(text))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static BigDecimal unit(String name) {
    return new BigDecimal(
        switch (name) {
          case "ms" -> "1e6";
          case "s" -> "1e9";
          case "m", "min" -> "60e9";
          case "h" -> "3600e9";
          default -> "86400e9";
        });
  }
}
