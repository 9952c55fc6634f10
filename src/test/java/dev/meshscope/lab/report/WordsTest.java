package dev.meshscope.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.result.RunResult.Verdict;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final String WHY = "peer #1 wrote no registry record.";

  @Test
  void aRunThatKeptItsLimitsSaysSo() {
    assertThat(Words.of(Runs.run(1, Runs.recovered(1)))).isEqualTo("all limits hold");
  }

  @Test
  void anInvalidRoundIsNamedInTheVerdict() {
    RunResult run = Runs.run(2, Runs.recovered(1), Runs.invalid(2, WHY));

    assertThat(run.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(Words.of(run))
        .isEqualTo(
            "limits are kept, but 1 of 2 rounds could not be run;"
                + " round 2: peer #1 wrote no registry record");
  }

  @Test
  void theLabsOwnStopIsNotTheUsers() {
    RunResult run = Runs.run(5, Runs.invalid(1, WHY), Runs.invalid(2, WHY), Runs.invalid(3, WHY));

    assertThat(Words.of(run))
        .isEqualTo(
            "it could not be run; round 1: peer #1 wrote no registry record;"
                + " the lab gave up after three invalid rounds in a row");
    assertThat(JUnitReport.of(run)).contains("The lab gave up").doesNotContain("ended early");
    assertThat(Words.of(Runs.run(5, Runs.recovered(1)))).isEqualTo("limits are kept (ended early)");
  }

  @Test
  void whereNothingWasRunNoLimitIsCalledBroken() {
    RunResult nothing = Runs.run(5);
    RunResult invalid = Runs.run(1, Runs.invalid(1, WHY));

    assertThat(Words.of(nothing)).isEqualTo("no round came to its end (ended early)");
    for (RunResult run : java.util.List.of(nothing, invalid)) {
      assertThat(Markdown.summary(run, null)).contains("not measured").doesNotContain("not kept");
      assertThat(JUnitReport.of(run)).contains("<skipped").doesNotContain("<failure");
    }
  }

  @Test
  void whatCannotBeSeenIsNeitherZeroNorKept() {
    RunResult run = Runs.run(1, Runs.unseen(1));

    assertThat(run.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(Words.of(run)).isEqualTo("the limits that could be measured hold, 2 could not");
    assertThat(Markdown.summary(run, null))
        .contains("| lost: none | probe, Meshscope peer | never measured | not measured |")
        .contains("| 50 ms | – | – | – | – | – | – |");
    assertThat(JsonReport.of(run)).doesNotContain("\"falseReplacements\"");
  }
}
