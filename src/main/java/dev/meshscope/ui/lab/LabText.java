package dev.meshscope.ui.lab;

import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.result.Outcome;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.result.Spread;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.world.TableRow;
import dev.meshscope.text.Spans;
import dev.meshscope.ui.text.Words;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Results in the window's words. Pure.
final class LabText {
  private LabText() {}

  /// `512 ms`, `1.53 s`; a dash if it was not measured.
  static String time(OptionalDouble millis) {
    return millis.isEmpty() ? "–" : time(millis.getAsDouble());
  }

  private static String time(double millis) {
    return millis < 1_000
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.2f s", millis / 1_000);
  }

  /// `#3 ←`: which transport, and who dialled it; a dash without one.
  static String link(TableRow row) {
    return row.transport() == 0
        ? Spans.NONE
        : Words.of(row.inbound() ? "lab.table.in" : "lab.table.out", row.transport());
  }

  /// What a newcomer would meet, as in the main window.
  static String verb(TableRow row) {
    return switch (row.decision()) {
      case "promote" -> "replace";
      case "hold" -> "ask";
      default -> "refuse";
    };
  }

  /// `3 of 5 recovered · p50 12 ms · p95 20 ms · max 21 ms`.
  static String lane(LaneResult lane) {
    int all = lane.expected();
    String share =
        all == 0
            ? Words.of("lab.rounds.done", lane.rounds().size())
            : Words.of("lab.recovered", lane.ended(Outcome.Recovered.class), all);
    Optional<Spread> spread = lane.spread(Measure.RECOVERY);
    return spread
        .map(
            s ->
                Words.of(
                    "lab.spread",
                    share,
                    time(s.percentile(0.5)),
                    time(s.percentile(0.95)),
                    time(s.percentile(1))))
        .orElse(share);
  }

  /// `3 of 5`; a dash as long as nobody was expected back.
  static String recovered(LaneResult lane) {
    int all = lane.expected();
    return all == 0 ? "–" : Words.of("lab.of", lane.ended(Outcome.Recovered.class), all);
  }

  /// What holds the slots: a rule of ours, or another node with its own.
  static String survivor(Lane lane) {
    return lane.hasPolicy()
        ? lane.policy().id()
        : Words.of("lab.survivor", lane.survivor().title());
  }

  /// How a round ended.
  static String outcome(RoundResult round) {
    return switch (round.outcome()) {
      case Outcome.Recovered() ->
          Words.of("lab.outcome.recovered", time(round.time(Measure.RECOVERY)));
      case Outcome.NotRecovered() when !round.notes().isEmpty() ->
          Words.of("lab.outcome.not-recovered") + ": " + String.join("; ", round.notes());
      case Outcome.NotRecovered() -> Words.of("lab.outcome.not-recovered");
      case Outcome.HalfDead(String node) -> Words.of("lab.outcome.half-dead", node);
      case Outcome.Done() -> Words.of("lab.outcome.done");
      case Outcome.Invalid(String why) -> Words.of("lab.outcome.invalid", why);
    };
  }

  /// `about 12 s left`, `about 3 min left`.
  static String left(Duration left) {
    long seconds = Math.max(1, left.toSeconds());
    return seconds < 120
        ? Words.of("lab.left.seconds", seconds)
        : Words.of("lab.left.minutes", (seconds + 59) / 60);
  }
}
