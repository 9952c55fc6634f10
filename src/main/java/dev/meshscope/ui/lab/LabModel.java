package dev.meshscope.ui.lab;

import dev.meshscope.lab.report.Comparison;
import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.run.Progress;
import dev.meshscope.lab.run.RunPlan;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the lab's window knows: nothing yet, a run under way, or one that ended. Knows no controls;
/// on the JavaFX thread.
final class LabModel {
  /// Older ones are in the rounds' logs.
  static final int MOST_HEARD = 500;

  /// How it is with the run.
  enum Phase {
    CHOOSING,
    RUNNING,
    CANCELLING,
    DONE
  }

  private final List<Heard> heard = new ArrayList<>();
  private Phase phase = Phase.CHOOSING;
  private @Nullable RunPlan plan;
  private @Nullable Progress progress;
  private @Nullable RunResult result;
  private Comparison.@Nullable Earlier earlier;
  private @Nullable Comparison comparison;
  private String earlierName = "";
  private boolean wanted;
  private String problem = "";
  private long dropped;

  /// A new run begins; what was known of the last one is forgotten.
  void begin(RunPlan next) {
    before(next);
    phase = Phase.RUNNING;
    plan = next;
    progress = null;
    result = null;
    problem = "";
    dropped = 0;
    heard.clear();
  }

  /// The last run is what this one is compared with, if it was of the same kind. A round that is
  /// repeated slowly is looked at, not compared.
  private void before(RunPlan next) {
    boolean watched = plan == null || !plan.pause().isZero() || !next.pause().isZero();
    boolean comparable =
        !watched && result != null && result.scenario().name().equals(next.scenario().name());
    earlier = comparable && result != null ? Comparison.Earlier.of(result) : null;
    earlierName = Words.of("lab.then.before");
    wanted = false;
    comparison = null;
  }

  /// Compares the result with this one from now on, until the next run.
  ///
  /// @param name how the user knows it
  void compareWith(Comparison.Earlier other, String name) {
    earlier = other;
    earlierName = name;
    wanted = true;
    compare();
  }

  private void compare() {
    comparison = earlier == null || result == null ? null : Comparison.of(earlier, result);
    if (comparison != null && comparison.rows().isEmpty() && !wanted) {
      comparison = null;
    }
  }

  /// The result beside an earlier one; empty without both.
  Optional<Comparison> comparison() {
    return Optional.ofNullable(comparison);
  }

  /// What the earlier one is called.
  String earlierName() {
    return earlierName;
  }

  /// What the run told since the last pulse.
  void take(LabMailbox.Letter letter) {
    progress = letter.progress() == null ? progress : letter.progress();
    dropped = letter.dropped();
    heard.addAll(letter.heard());
    int over = heard.size() - MOST_HEARD;
    if (over > 0) {
      heard.subList(0, over).clear();
    }
  }

  /// The user does not want to wait.
  void cancel() {
    if (phase == Phase.RUNNING) {
      phase = Phase.CANCELLING;
    }
  }

  /// It ended, and nothing of it runs any more.
  void finish(RunResult ended) {
    phase = Phase.DONE;
    result = ended;
    compare();
  }

  /// It could not be run.
  ///
  /// @param why one sentence
  void fail(String why) {
    phase = plan == null ? Phase.CHOOSING : Phase.DONE;
    problem = why;
  }

  /// What was asked for cannot even be begun: what the last run gave stays.
  ///
  /// @param why one sentence
  void refuse(String why) {
    problem = why;
  }

  Phase phase() {
    return phase;
  }

  /// Whether processes of a run may be there.
  boolean busy() {
    return phase == Phase.RUNNING || phase == Phase.CANCELLING;
  }

  Optional<RunPlan> plan() {
    return Optional.ofNullable(plan);
  }

  Optional<RunResult> result() {
    return Optional.ofNullable(result);
  }

  /// The round under way; empty between rounds and without a run.
  Optional<Progress.Now> now() {
    return busy() && progress != null ? progress.now() : Optional.empty();
  }

  Optional<Progress> progress() {
    return Optional.ofNullable(progress);
  }

  String problem() {
    return problem;
  }

  long dropped() {
    return dropped;
  }

  List<Heard> heard() {
    return List.copyOf(heard);
  }

  /// How often the survivor said this in the lane's rounds so far.
  int times(Lane lane, String event) {
    return (int)
        heard.stream().filter(h -> h.lane().equals(lane) && h.event().equals(event)).count();
  }

  /// All rounds that came to an end.
  List<RoundResult> rounds() {
    if (result != null) {
      return result.rounds();
    }
    return progress == null ? List.of() : progress.results();
  }

  /// By lane, in the plan's order.
  List<LaneResult> byLane() {
    List<RoundResult> rounds = rounds();
    return plan == null
        ? List.of()
        : plan.lanes().stream()
            .map(
                lane ->
                    new LaneResult(
                        lane, rounds.stream().filter(r -> r.lane().equals(lane)).toList()))
            .toList();
  }

  /// From 0 to 1, steps counted in.
  double share() {
    if (phase == Phase.DONE && (result == null || !result.cancelled())) {
      return 1;
    }
    if (progress == null || progress.total() == 0) {
      return 0;
    }
    double step =
        progress.now().map(now -> (now.stepNumber() - 1.0) / Math.max(1, now.steps())).orElse(0.0);
    return Math.clamp((progress.done() + Math.max(0, step)) / progress.total(), 0, 1);
  }
}
