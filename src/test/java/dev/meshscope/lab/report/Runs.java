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
import dev.meshscope.lab.scenario.Scenario;
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
    return run(scenario(""), List.of(), "meshscope lab run kill-relaunch", wanted, rounds);
  }

  /// A run in which others say this wherever they say something.
  static RunResult saying(String words) {
    return run(
        scenario(words),
        List.of(words),
        words,
        2,
        recovered(1),
        invalid(2, "peer #1 has ended; it last said \"" + words + "\""));
  }

  /// @param words at the end of all that a scenario's author writes; empty: as it is
  static Scenario scenario(String words) {
    try {
      Scenario plain = Library.find("kill-relaunch");
      return words.isEmpty()
          ? plain
          : new Scenario(
              plain.name() + words,
              plain.title() + words,
              plain.does() + words,
              plain.shows() + words,
              plain.how() + words,
              plain.systems(),
              plain.needs(),
              plain.rounds(),
              plain.dials(),
              plain.meet(),
              plain.nodes(),
              plain.lanes(),
              plain.steps(),
              plain.limits(),
              plain.text());
    } catch (ScenarioException e) {
      throw new AssertionError(e);
    }
  }

  private static RunResult run(
      Scenario scenario, List<String> remarks, String command, int wanted, RoundResult... rounds) {
    return new RunResult(
        scenario,
        List.of(LANE),
        wanted,
        1,
        Instant.EPOCH,
        Duration.ofSeconds(20),
        rounds.length < wanted,
        Map.of("system", "here"),
        remarks,
        command,
        List.of(rounds));
  }
}
