package dev.meshscope.lab.report;

import dev.meshscope.lab.result.Held;
import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.scenario.Count;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.scenario.Metric.Statistic;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.OperatingSystem;
import dev.meshscope.lab.words.LabWords;
import dev.meshscope.text.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A run for people. Pure.
public final class Markdown {
  private Markdown() {}

  private static final List<Measure> PARTS =
      List.of(
          Measure.START_TO_REDIAL,
          Measure.REDIAL_TO_HANDSHAKE,
          Measure.HANDSHAKE_TO_LIVE,
          Measure.REDIAL_TO_LIVE,
          Measure.START_TO_LIVE,
          Measure.ROUND_TRIP,
          Measure.MESSAGE_IN,
          Measure.MESSAGE_OUT,
          Measure.GAP,
          Measure.MEMORY);

  /// All of it.
  ///
  /// @param earlier a run to compare with; null: none
  /// @param picture the distribution as a picture, relative to the report; null: there is none
  /// @param logs the folder of the rounds' logs, relative to the report; null: they were not kept
  public static String report(
      RunResult run,
      @Nullable Comparison earlier,
      @Nullable String picture,
      @Nullable String logs) {
    List<String> out = new ArrayList<>();
    head(out, run);
    result(out, run);
    if (earlier != null) {
      out.add("");
      out.addAll(earlier.markdown());
    }
    distribution(out, run, picture);
    parts(out, run);
    rounds(out, run, logs);
    return String.join("\n", out) + "\n";
  }

  /// What fits on a screen.
  public static String summary(RunResult run, @Nullable Comparison earlier) {
    List<String> out = new ArrayList<>();
    result(out, run);
    if (earlier != null) {
      out.add("");
      out.addAll(earlier.markdown());
    }
    List<String> rows = Plot.rows(run.byLane(), Measure.RECOVERY);
    if (!rows.isEmpty()) {
      out.add("");
      out.addAll(rows);
    }
    return String.join("\n", out) + "\n";
  }

  private static void head(List<String> out, RunResult run) {
    out.add("# " + Md.text(run.scenario().title()) + ": " + Md.text(Words.of(run)));
    out.add("");
    out.add(LabWords.of("markdown.what-it-does", Md.text(run.scenario().does())));
    out.add("");
    out.add(LabWords.of("markdown.what-it-shows", Md.text(run.scenario().shows())));
    out.add("");
    out.add(
        LabWords.of(
            "markdown.how-the-fault-is",
            Md.text(run.scenario().how()),
            run.scenario().systems().stream()
                .sorted()
                .map(OperatingSystem::title)
                .collect(Collectors.joining(", "))));
    out.add("");
    out.add("| | |");
    out.add("| --- | --- |");
    out.add("| when | " + run.started() + ", " + Spans.precise(run.lasted().toNanos()) + " |");
    out.add("| seed | " + run.seed() + " |");
    out.add("| again | " + Md.code(run.command()) + " |");
    run.where().forEach((name, value) -> out.add(row(Md.text(name), Md.text(value))));
    out.add("");
    for (String remark : run.remarks()) {
      out.add(Md.text(remark));
      out.add("");
    }
  }

  private static void result(List<String> out, RunResult run) {
    out.add("## Result");
    out.add("");
    out.add(LabWords.of("markdown.policy-or-survivor-peer"));
    out.add("|" + " --- |".repeat(12));
    for (LaneResult lane : run.byLane()) {
      out.add(
          row(
              lane.lane().words(),
              String.valueOf(lane.counting().size()),
              Words.recovered(lane),
              Words.of(lane, Measure.RECOVERY, Statistic.P50),
              Words.of(lane, Measure.RECOVERY, Statistic.P95),
              Words.of(lane, Measure.RECOVERY, Statistic.MAX),
              Words.of(lane, Measure.START_TO_LIVE, Statistic.P95),
              Words.of(lane, Count.REFUSALS),
              Words.of(lane, Count.FALSE_REPLACEMENTS),
              Words.of(lane, Count.FLAPS),
              Words.of(lane, Count.LOST),
              Words.of(lane, Count.MESSAGES_LOST)));
    }
    List<Held> limits = run.limits();
    if (!limits.isEmpty()) {
      out.add("");
      out.add(LabWords.of("markdown.limit-policy-or-survivor"));
      out.add("|" + " --- |".repeat(4));
      for (Held held : limits) {
        out.add(
            row(
                Md.text(held.limit().words()),
                Md.text(held.lane().words()),
                Md.text(held.actual()),
                Words.of(held)));
      }
    }
  }

  private static void distribution(List<String> out, RunResult run, @Nullable String picture) {
    List<String> rows = Plot.rows(run.byLane(), Measure.RECOVERY);
    if (rows.isEmpty()) {
      return;
    }
    out.add("");
    out.add("## Recovery times");
    out.add("");
    out.add("```");
    out.addAll(rows);
    out.add("```");
    if (picture != null) {
      out.add("");
      out.add("!" + Md.link(LabWords.of("markdown.recovery-times-a-dot"), picture));
    }
  }

  private static void parts(List<String> out, RunResult run) {
    out.add("");
    out.add("## In parts");
    out.add("");
    out.add(LabWords.of("markdown.policy-or-survivor-peer-b"));
    out.add("|" + " --- |".repeat(7));
    for (LaneResult lane : run.byLane()) {
      for (Measure part : PARTS) {
        lane.spread(part)
            .ifPresent(
                spread ->
                    out.add(
                        row(
                            lane.lane().words(),
                            part.id(),
                            String.valueOf(spread.sorted().size()),
                            part.words(spread.at(Statistic.MIN)),
                            part.words(spread.at(Statistic.P50)),
                            part.words(spread.at(Statistic.P95)),
                            part.words(spread.at(Statistic.MAX)))));
      }
    }
  }

  private static void rounds(List<String> out, RunResult run, @Nullable String logs) {
    out.add("");
    out.add("## Rounds");
    out.add("");
    out.add(LabWords.of("markdown.round-policy-or-survivor"));
    out.add("|" + " --- |".repeat(5));
    for (RoundResult round : run.rounds()) {
      out.add(
          row(
              String.valueOf(round.number()),
              round.lane().words(),
              Md.text(Words.of(round) + unmet(round)),
              Md.text(moments(round)),
              log(round, logs)));
    }
  }

  /// The survivor's, under the name that it has. What a program of the user's said on which of its
  /// streams, only that knows.
  private static String log(RoundResult round, @Nullable String logs) {
    if (logs == null || round.steps().isEmpty()) {
      return "";
    }
    String file = logs + "/" + round.logs() + "/" + NodeSpec.SURVIVOR;
    return round.lane().survivor().isOurs()
        ? Md.link("survivor", file + ".jsonl")
        : Md.link("output", file + ".out.txt") + ", " + Md.link("errors", file + ".err.txt");
  }

  private static String unmet(RoundResult round) {
    String unmet =
        round.steps().stream()
            .filter(step -> !step.met())
            .map(RoundResult.StepResult::words)
            .collect(Collectors.joining("; "));
    return unmet.isEmpty() ? "" : "; not met: " + unmet;
  }

  private static String moments(RoundResult round) {
    return round.moments().stream()
        .map(
            moment ->
                Spans.precise(Duration.between(round.started(), moment.at()).toNanos())
                    + " "
                    + moment.words())
        .collect(Collectors.joining("; "));
  }

  /// @param cells as Markdown
  private static String row(String... cells) {
    return Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |"));
  }
}
