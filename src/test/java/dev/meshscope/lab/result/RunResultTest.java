package dev.meshscope.lab.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.result.RunResult.Verdict;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.Library;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.scenario.Metric.Statistic;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.scenario.ScenarioException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunResultTest {
  private static final Lane PROBE = new Lane(Rule.PROBE, PeerKind.RAW);
  private static final Lane CLOSED = new Lane(Rule.CLOSED_FLAG, PeerKind.RAW);

  @Test
  void percentilesAreValuesThatWereMeasured() {
    double[] hundred = new double[100];
    for (int i = 0; i < 100; i++) {
      hundred[i] = 100 - i;
    }
    Spread spread = Spread.of(hundred).orElseThrow();

    assertThat(spread.at(Statistic.MIN)).isEqualTo(1);
    assertThat(spread.at(Statistic.P50)).isEqualTo(50);
    assertThat(spread.at(Statistic.P95)).isEqualTo(95);
    assertThat(spread.at(Statistic.MAX)).isEqualTo(100);
    assertThat(Spread.of(new double[] {7}).orElseThrow().at(Statistic.P95)).isEqualTo(7);
    assertThat(Spread.of(new double[0])).isEmpty();
  }

  @Test
  void aRunKeepsItsLimitsIfEachHolds() {
    RunResult run = run(List.of(recovered(1, 510), recovered(2, 1_400), not(1), not(2)));

    assertThat(run.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(run.limits()).extracting(Held::actual).containsExactly("0.0 %", "100.0 %", "1.40 s");
  }

  @Test
  void oneSlowRoundInTwentyIsAllowedTwoAreNot() {
    List<RoundResult> rounds = new java.util.ArrayList<>(List.of(not(1)));
    for (int i = 1; i <= 19; i++) {
      rounds.add(recovered(i, 600));
    }
    rounds.add(recovered(20, 9_000));
    assertThat(run(rounds).verdict()).isEqualTo(Verdict.HOLDS);

    rounds.set(5, recovered(5, 9_000));
    assertThat(run(rounds).verdict()).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void aRoundThatDoesNotRecoverBreaksTheLimit() {
    assertThat(run(List.of(recovered(1, 510), lost(2), not(1))).verdict())
        .isEqualTo(Verdict.BROKEN);
  }

  @Test
  void aLimitThatWasNeverMeasuredDoesNotHold() {
    assertThat(run(List.of(recovered(1, 510))).verdict()).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void aRunWithoutARoundThatCameToItsFaultCouldNotBeRun() {
    RoundResult invalid = round(1, PROBE, new Outcome.Invalid("It never came up."), Map.of());

    assertThat(run(List.of(invalid)).verdict()).isEqualTo(Verdict.NOT_RUN);
    assertThat(run(List.of()).verdict()).isEqualTo(Verdict.NOT_RUN);
    assertThat(run(List.of(invalid, recovered(2, 510), not(1))).verdict())
        .isEqualTo(Verdict.BROKEN);
  }

  private static RoundResult recovered(int number, double ms) {
    return round(number, PROBE, new Outcome.Recovered(), Map.of(Measure.RECOVERY, ms));
  }

  private static RoundResult lost(int number) {
    return round(number, PROBE, new Outcome.NotRecovered(), Map.of());
  }

  private static RoundResult not(int number) {
    return round(number, CLOSED, new Outcome.NotRecovered(), Map.of());
  }

  private static RoundResult round(
      int number, Lane lane, Outcome outcome, Map<Measure, Double> times) {
    return new RoundResult(
        number,
        lane,
        number,
        Scene.BEGIN,
        Duration.ofSeconds(4),
        outcome,
        times,
        Map.of(),
        List.of(),
        List.of(),
        "x");
  }

  private static RunResult run(List<RoundResult> rounds) {
    try {
      return new RunResult(
          Library.find("dead-but-established"),
          List.of(CLOSED, PROBE),
          2,
          1,
          Scene.BEGIN,
          Duration.ofSeconds(20),
          false,
          Map.of(),
          List.of(),
          "",
          rounds);
    } catch (ScenarioException e) {
      throw new AssertionError(e);
    }
  }
}
