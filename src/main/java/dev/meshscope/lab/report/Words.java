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
import dev.meshscope.lab.words.LabWords;
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
          LabWords.of("words.recovered-after", of(Measure.RECOVERY, round.time(Measure.RECOVERY)));
      case Outcome.NotRecovered() -> LabWords.of("words.not-recovered");
      case Outcome.HalfDead(String node) -> LabWords.of("words.half-dead-the-hears", node);
      case Outcome.Done() -> "done";
      case Outcome.Invalid(String why) -> LabWords.of("words.invalid", why);
    };
  }

  /// `all limits hold`; with what else is to be known of the rounds.
  public static String of(RunResult result) {
    String cut = result.cancelled() && !result.gaveUp() ? LabWords.of("words.ended-early") : "";
    if (result.rounds().isEmpty()) {
      return LabWords.of("words.no-round-came-to", cut);
    }
    return (result.verdict() == Verdict.NOT_RUN
            ? LabWords.of("words.it-could-not-be")
            : limits(result))
        + cut
        + invalid(result)
        + (result.gaveUp() ? LabWords.of("words.the-lab-gave-up") : "");
  }

  private static String limits(RunResult result) {
    List<Held> limits = result.limits();
    long unknown = limits.stream().filter(held -> !held.measurable()).count();
    if (limits.isEmpty()) {
      return LabWords.of("words.there-are-no-limits");
    }
    if (!result.limitsKept()) {
      return LabWords.of("words.limits-are-not-kept");
    }
    if (result.limitsUnknown()) {
      return LabWords.of("words.no-limit-could-be");
    }
    boolean all = result.verdict() == Verdict.HOLDS;
    if (unknown > 0) {
      return LabWords.of(
          "words.the-limits-that-could",
          all ? LabWords.of("words.hold") : LabWords.of("words.are-kept"),
          unknown);
    }
    return all ? LabWords.of("words.all-limits-hold") : LabWords.of("words.limits-are-kept");
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
    String round = LabWords.of("words.round", invalid.getFirst().number(), why);
    return result.verdict() == Verdict.NOT_RUN
        ? "; " + round
        : LabWords.of("words.but-of-rounds-could", invalid.size(), result.rounds().size(), round);
  }

  /// How a limit was kept, for a table.
  static String of(Held held) {
    if (!held.measurable()) {
      return LabWords.of("words.not-measured");
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
        : LabWords.of("words.of", back, all, halfDead == 0 ? "" : ", " + halfDead + " half-dead");
  }
}
