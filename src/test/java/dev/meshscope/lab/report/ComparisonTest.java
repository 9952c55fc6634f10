package dev.meshscope.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  @TempDir private Path dir;

  @Test
  void whatIsWorseByCountIsSaid() throws Exception {
    Path then = dir.resolve("then.json");
    Files.writeString(then, JsonReport.of(Runs.run(2, Runs.recovered(1), Runs.recovered(2))));

    Comparison comparison =
        Comparison.of(
            Comparison.Earlier.read(then), Runs.run(2, Runs.recovered(1), Runs.notBack(2, 7)));

    assertThat(comparison.markdown())
        .contains(
            "| probe, Meshscope peer | recovered | 2 of 2 | 1 of 2 | **worse** |",
            "| probe, Meshscope peer | refusals | 0 in 2 rounds | 7 in 2 rounds | **worse** |",
            "| probe, Meshscope peer | lost | 0 in 2 rounds | 0 in 2 rounds | as then |");
  }

  @Test
  void whereNobodyCameBackThereIsStillSomethingToCompare() {
    Comparison comparison =
        Comparison.of(
            Comparison.Earlier.of(Runs.run(1, Runs.recovered(1))), Runs.run(1, Runs.notBack(1, 0)));

    assertThat(comparison.rows()).isEmpty();
    assertThat(comparison.remarks()).isEmpty();
    assertThat(comparison.tallies()).first().matches(Tally::worse);
  }

  @Test
  void whatWasNotCountedIsNotCompared() {
    Comparison comparison =
        Comparison.of(
            Comparison.Earlier.of(Runs.run(1, Runs.recovered(1))), Runs.run(1, Runs.unseen(1)));

    assertThat(comparison.tallies()).extracting(Tally::what).containsExactly("recovered");
  }
}
