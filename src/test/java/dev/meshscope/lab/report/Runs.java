package dev.meshscope.lab.report;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.result.Outcome;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.scenario.Count;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.Library;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.scenario.ScenarioException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Runs for tests: of kill-relaunch, with one lane.
final class Runs {
  private Runs() {}

  static final Lane LANE = new Lane(Rule.PROBE, PeerKind.MESHSCOPE);

  private static final Map<Count, Integer> NOTHING =
      Map.of(Count.REFUSALS, 0, Count.FALSE_REPLACEMENTS, 0, Count.LOST, 0, Count.UNMET, 0);

  static RoundResult recovered(int number) {
    return round(number, new Outcome.Recovered(), NOTHING);
  }

  static RoundResult notBack(int number, int refusals) {
    return round(
        number,
        new Outcome.NotRecovered(),
        Map.of(
            Count.REFUSALS, refusals, Count.FALSE_REPLACEMENTS, 0, Count.LOST, 0, Count.UNMET, 1));
  }

  /// The survivor tells nothing.
  static RoundResult unseen(int number) {
    return round(number, new Outcome.Recovered(), Map.of());
  }

  static RoundResult invalid(int number, String why) {
    return round(number, new Outcome.Invalid(why), Map.of());
  }

  private static RoundResult round(int number, Outcome outcome, Map<Count, Integer> counts) {
    boolean back = outcome instanceof Outcome.Recovered;
    return new RoundResult(
        number,
        LANE,
        number,
        Instant.EPOCH,
        Duration.ofSeconds(4),
        outcome,
        back ? Map.of(Measure.RECOVERY, 50.0, Measure.REDIAL_TO_LIVE, 50.0) : Map.of(),
        counts,
        List.of(),
        List.of(),
        "x");
  }

  static RunResult run(int wanted, RoundResult... rounds) {
    try {
      return new RunResult(
          Library.find("kill-relaunch"),
          List.of(LANE),
          wanted,
          1,
          Instant.EPOCH,
          Duration.ofSeconds(20),
          rounds.length < wanted,
          Map.of("system", "here"),
          List.of(),
          "meshscope lab run kill-relaunch",
          List.of(rounds));
    } catch (ScenarioException e) {
      throw new AssertionError(e);
    }
  }
}
