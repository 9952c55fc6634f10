package dev.meshscope.lab.report;

import dev.meshscope.lab.result.Held;
import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.result.Outcome;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.result.RunResult.Verdict;
import dev.meshscope.lab.result.Spread;
import dev.meshscope.lab.scenario.Count;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.scenario.Metric;
import dev.meshscope.text.Spans;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Numbers and outcomes for people. Pure.
public final class Words {
  private Words() {}

  static final String NOTHING = Spans.NONE;

  static String of(Measure measure, OptionalDouble value) {
    return value.isPresent() ? measure.words(value.getAsDouble()) : NOTHING;
  }

  static String of(LaneResult lane, Measure measure, Metric.Statistic statistic) {
    Optional<Spread> spread = lane.spread(measure);
    return spread.isPresent() ? measure.words(spread.get().at(statistic)) : NOTHING;
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
      case Outcome.HalfDead(String node) -> "half-dead: the " + node + " hears and cannot answer";
      case Outcome.Done() -> "done";
      case Outcome.Invalid(String why) -> "invalid: " + why;
    };
  }

  /// `all limits hold`; with what else is to be known of the rounds.
  public static String of(RunResult result) {
    String cut = result.cancelled() && !result.gaveUp() ? " (ended early)" : "";
    if (result.rounds().isEmpty()) {
      return "no round came to its end" + cut;
    }
    return (result.verdict() == Verdict.NOT_RUN ? "it could not be run" : limits(result))
        + cut
        + invalid(result)
        + (result.gaveUp() ? "; the lab gave up after three invalid rounds in a row" : "");
  }

  private static String limits(RunResult result) {
    List<Held> limits = result.limits();
    long unknown = limits.stream().filter(held -> !held.measurable()).count();
    if (limits.isEmpty()) {
      return "there are no limits";
    }
    if (!result.limitsKept()) {
      return "limits are not kept";
    }
    if (result.limitsUnknown()) {
      return "no limit could be measured";
    }
    boolean all = result.verdict() == Verdict.HOLDS;
    if (unknown > 0) {
      return "the limits that could be measured "
          + (all ? "hold, " : "are kept, ")
          + unknown
          + " could not";
    }
    return all ? "all limits hold" : "limits are kept";
  }

  private static String invalid(RunResult result) {
    List<RoundResult> invalid = result.rounds().stream().filter(r -> !r.valid()).toList();
    if (invalid.isEmpty()) {
      return "";
    }
    String why =
        invalid.getFirst().outcome() instanceof Outcome.Invalid(String words)
            ? words.replaceAll("\\.$", "")
            : "";
    String round = "round " + invalid.getFirst().number() + ": " + why;
    return result.verdict() == Verdict.NOT_RUN
        ? "; " + round
        : ", but "
            + invalid.size()
            + " of "
            + result.rounds().size()
            + " rounds could not be run; "
            + round;
  }

  /// How a limit was kept, for a table.
  static String of(Held held) {
    if (!held.measurable()) {
      return "not measured";
    }
    return held.holds() ? "holds" : "**not kept**";
  }

  /// A sum; a dash if it could not be counted.
  static String of(LaneResult lane, Count count) {
    OptionalInt sum = lane.counted(count);
    return sum.isPresent() ? String.valueOf(sum.getAsInt()) : NOTHING;
  }

  /// `18 of 20`.
  static String recovered(LaneResult lane) {
    int back = lane.ended(Outcome.Recovered.class);
    int all = lane.expected();
    int halfDead = lane.ended(Outcome.HalfDead.class);
    return all == 0
        ? NOTHING
        : back + " of " + all + (halfDead == 0 ? "" : ", " + halfDead + " half-dead");
  }
}
