package dev.meshscope.ui.lab;

import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.result.Outcome;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.run.Progress;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.ui.text.Words;
import java.util.Optional;

/// Tells the zombie demonstration in plain words: what happens now, and what it means. Pure.
final class DemoStory {
  /// The file whose steps it tells.
  static final String SCENARIO = "zombie-demo";

  private DemoStory() {}

  /// The lane's sentence by now.
  static String of(LabModel model, Lane lane) {
    Optional<RoundResult> done =
        model.byLane().stream()
            .filter(result -> result.lane().equals(lane))
            .map(LaneResult::rounds)
            .flatMap(rounds -> rounds.stream())
            .findFirst();
    if (done.isPresent()) {
      return ended(model, lane, done.get());
    }
    Optional<Progress.Now> now = model.now().filter(round -> round.lane().equals(lane));
    if (now.isEmpty()) {
      return Words.of(model.busy() ? "lab.demo.waiting" : "lab.demo.not-run");
    }
    int refusals = model.times(lane, "refused");
    String key = "lab.demo.step." + now.get().stepNumber();
    if (now.get().stepNumber() >= now.get().steps() && refusals > 0) {
      return Words.of("lab.demo.refusing", times(refusals));
    }
    return Words.of(Words.has(key) ? key : "lab.demo.starting");
  }

  private static String ended(LabModel model, Lane lane, RoundResult round) {
    return switch (round.outcome()) {
      case Outcome.Recovered() ->
          Words.of("lab.demo.back", LabText.time(round.time(Measure.RECOVERY)));
      case Outcome.NotRecovered() ->
          Words.of("lab.demo.locked-out", times(model.times(lane, "refused")));
      case Outcome.HalfDead(String node) -> Words.of("lab.outcome.half-dead", node);
      case Outcome.Done() -> Words.of("lab.demo.over");
      case Outcome.Invalid(String why) -> Words.of("lab.demo.invalid", why);
    };
  }

  private static String times(int count) {
    return count == 1 ? Words.of("lab.demo.once") : Words.of("lab.demo.times", count);
  }

  /// What it means, when both have ended; empty before.
  static String meaning(LabModel model) {
    // One rule alone, or a run that was cut short, shows nothing to compare.
    if (model.phase() != LabModel.Phase.DONE || model.byLane().size() < 2 || cutShort(model)) {
      return "";
    }
    boolean locked = has(model, Outcome.NotRecovered.class);
    boolean back = has(model, Outcome.Recovered.class);
    return locked && back ? Words.of("lab.demo.meaning") : Words.of("lab.demo.no-meaning");
  }

  private static boolean cutShort(LabModel model) {
    return model.result().map(RunResult::cancelled).orElse(true);
  }

  private static boolean has(LabModel model, Class<? extends Outcome> outcome) {
    return model.rounds().stream().anyMatch(round -> outcome.isInstance(round.outcome()));
  }
}
