package dev.meshscope.lab.report;

import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.result.Outcome;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.result.Spread;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.scenario.Metric;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Numbers and outcomes for people. Pure.
public final class Words {
  private Words() {}

  static final String NOTHING = "–";

  /// `512 ms`, `12.3 s`, `94.2 MiB`.
  public static String of(Measure measure, double value) {
    if (measure == Measure.MEMORY) {
      return String.format(Locale.ROOT, "%.1f MiB", value);
    }
    if (value >= 10_000) {
      return String.format(Locale.ROOT, "%.1f s", value / 1_000);
    }
    return String.format(Locale.ROOT, value < 10 ? "%.1f ms" : "%.0f ms", value);
  }

  static String of(Measure measure, OptionalDouble value) {
    return value.isPresent() ? of(measure, value.getAsDouble()) : NOTHING;
  }

  static String of(LaneResult lane, Measure measure, Metric.Statistic statistic) {
    Optional<Spread> spread = lane.spread(measure);
    return spread.isPresent() ? of(measure, spread.get().at(statistic)) : NOTHING;
  }

  /// `recovered after 512 ms`.
  public static String of(RoundResult round) {
    return Stream.concat(Stream.of(outcome(round)), round.notes().stream())
        .collect(Collectors.joining("; "));
  }

  private static String outcome(RoundResult round) {
    return switch (round.outcome()) {
      case Outcome.Recovered() ->
          "recovered after " + of(Measure.RECOVERY, round.time(Measure.RECOVERY));
      case Outcome.NotRecovered() -> "not recovered";
      case Outcome.Done() -> "done";
      case Outcome.Invalid(String why) -> "invalid: " + why;
    };
  }

  /// `all limits hold`.
  public static String of(RunResult result) {
    String cut = result.cancelled() ? " (ended early)" : "";
    return switch (result.verdict()) {
      case HOLDS -> (result.limits().isEmpty() ? "there are no limits" : "all limits hold") + cut;
      case BROKEN -> "limits are not kept" + cut;
      case NOT_RUN -> "it could not be run" + cut;
    };
  }

  /// `18 of 20`.
  static String recovered(LaneResult lane) {
    int back = lane.ended(Outcome.Recovered.class);
    int all = back + lane.ended(Outcome.NotRecovered.class);
    return all == 0 ? NOTHING : back + " of " + all;
  }
}
