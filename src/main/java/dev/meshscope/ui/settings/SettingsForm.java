package dev.meshscope.ui.settings;

import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.Settings;
import dev.meshscope.text.Spans;
import dev.meshscope.ui.text.Words;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The settings as they are being typed, and what is wrong with them. A value; on the JavaFX
/// thread.
///
/// @param rule the rule
/// @param texts what stands in each field of a span
/// @param limits the limits
/// @param provenOnly whether what the user says goes to proven peers alone
public record SettingsForm(
    Rule rule, Map<Field, String> texts, LimitsForm limits, boolean provenOnly) {

  /// The shortest span that may be set.
  static final long SHORTEST_NS = TimeUnit.MILLISECONDS.toNanos(50);

  /// The longest.
  static final long LONGEST_NS = TimeUnit.HOURS.toNanos(1);

  private static final Pattern SPAN =
      Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?)\\s*(ms|s|m|min)?");

  /// A span to be set.
  public enum Field {
    STALE_AFTER,
    PROBE_MIN,
    PROBE_MAX,
    HEARTBEAT_INTERVAL,
    HEARTBEAT_TIMEOUT
  }

  /// Copies the texts.
  public SettingsForm {
    texts = Map.copyOf(texts);
  }

  /// The form that shows these settings.
  public static SettingsForm of(Settings settings) {
    Policy policy = settings.policy();
    return new SettingsForm(
        policy.rule(),
        Map.of(
            Field.STALE_AFTER, Spans.plain(policy.staleAfterNs()),
            Field.PROBE_MIN, Spans.plain(policy.probeMinNs()),
            Field.PROBE_MAX, Spans.plain(policy.probeMaxNs()),
            Field.HEARTBEAT_INTERVAL, Spans.plain(settings.heartbeatIntervalNs()),
            Field.HEARTBEAT_TIMEOUT, Spans.plain(settings.heartbeatTimeoutNs())),
        LimitsForm.of(settings.limits()),
        settings.provenOnly());
  }

  /// What is wrong with the spans, by field; empty if all is well.
  public Map<Field, String> problems() {
    Map<Field, String> problems = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      OptionalLong ns = ns(field);
      if (ns.isEmpty()) {
        problems.put(field, Words.of("settings.not-a-span"));
      } else if (ns.getAsLong() < SHORTEST_NS || ns.getAsLong() > LONGEST_NS) {
        problems.put(
            field,
            Words.of("settings.out-of-range", Spans.plain(SHORTEST_NS), Spans.plain(LONGEST_NS)));
      }
    }
    if (problems.isEmpty()) {
      if (at(Field.PROBE_MAX) < at(Field.PROBE_MIN)) {
        problems.put(Field.PROBE_MAX, Words.of("settings.probe-order"));
      }
      if (at(Field.HEARTBEAT_TIMEOUT) <= at(Field.HEARTBEAT_INTERVAL)) {
        problems.put(Field.HEARTBEAT_TIMEOUT, Words.of("settings.heartbeat-order"));
      }
    }
    return problems;
  }

  /// The settings; empty while something is wrong.
  public Optional<Settings> settings() {
    if (!problems().isEmpty()) {
      return Optional.empty();
    }
    return limits
        .limits()
        .map(
            typed ->
                new Settings(
                    new Policy(
                        rule, at(Field.STALE_AFTER), at(Field.PROBE_MIN), at(Field.PROBE_MAX)),
                    at(Field.HEARTBEAT_INTERVAL),
                    at(Field.HEARTBEAT_TIMEOUT),
                    typed,
                    provenOnly));
  }

  private long at(Field field) {
    return ns(field).orElseThrow();
  }

  private OptionalLong ns(Field field) {
    return parse(texts.getOrDefault(field, ""));
  }

  /// Reads `500 ms`, `10 s`, `1.5 s`, `2 min`; a bare number is seconds.
  static OptionalLong parse(String text) {
    Matcher matcher = SPAN.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    String unit = matcher.group(2) == null ? "s" : matcher.group(2);
    long factor =
        switch (unit) {
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          default -> 60_000_000_000L;
        };
    return OptionalLong.of(
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor)).longValue());
  }
}
