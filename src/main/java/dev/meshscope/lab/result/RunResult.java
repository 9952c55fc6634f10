package dev.meshscope.lab.result;

import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What came of a run.
///
/// @param scenario what was run
/// @param lanes what was compared, in order
/// @param wanted how many rounds there were to be per lane
/// @param seed of it all
/// @param started when it began
/// @param lasted how long it took
/// @param cancelled whether it was ended early
/// @param where the machine and the program, by what they are
/// @param command how to run it again
/// @param rounds all that came to an end
public record RunResult(
    Scenario scenario,
    List<Lane> lanes,
    int wanted,
    long seed,
    Instant started,
    Duration lasted,
    boolean cancelled,
    Map<String, String> where,
    String command,
    List<RoundResult> rounds) {

  /// Copies the lists.
  public RunResult {
    lanes = List.copyOf(lanes);
    rounds = List.copyOf(rounds);
  }

  /// By lane, in order.
  public List<LaneResult> byLane() {
    return lanes.stream()
        .map(
            lane ->
                new LaneResult(
                    lane, rounds.stream().filter(round -> round.lane().equals(lane)).toList()))
        .toList();
  }

  /// Every limit of every lane.
  public List<Held> limits() {
    List<Held> all = new ArrayList<>();
    for (LaneResult lane : byLane()) {
      scenario.limits(lane.lane()).forEach(limit -> all.add(Held.of(lane, limit)));
    }
    return all;
  }

  /// What follows.
  public Verdict verdict() {
    if (rounds.stream().noneMatch(RoundResult::valid)) {
      return Verdict.NOT_RUN;
    }
    boolean allRan = !cancelled && rounds.stream().allMatch(RoundResult::valid);
    return allRan && limits().stream().allMatch(Held::holds) ? Verdict.HOLDS : Verdict.BROKEN;
  }

  /// Whether a run kept its limits.
  public enum Verdict {
    HOLDS,
    BROKEN,
    NOT_RUN
  }
}
