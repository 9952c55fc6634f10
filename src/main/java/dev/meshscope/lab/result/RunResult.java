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
/// @param cancelled whether it ended before all its rounds were done
/// @param where the machine and the program, by what they are
/// @param remarks what is to be known of all of it, a sentence each
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
    List<String> remarks,
    String command,
    List<RoundResult> rounds) {

  private static final int MOST_INVALID_IN_A_ROW = 3;

  /// Copies the lists.
  public RunResult {
    lanes = List.copyOf(lanes);
    remarks = List.copyOf(remarks);
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
    boolean allRan =
        !cancelled
            && rounds.stream().allMatch(RoundResult::valid)
            && byLane().stream().noneMatch(lane -> lane.rounds().isEmpty());
    return allRan && limitsKept() && !limitsUnknown() ? Verdict.HOLDS : Verdict.BROKEN;
  }

  /// Whether each limit that could be measured holds.
  public boolean limitsKept() {
    return limits().stream().allMatch(held -> held.holds() || !held.measurable());
  }

  /// Whether there are limits, and none could be measured.
  public boolean limitsUnknown() {
    List<Held> limits = limits();
    return !limits.isEmpty() && limits.stream().noneMatch(Held::measurable);
  }

  /// Whether the lab gave up by itself: whoever does not arrive three times in a row does not
  /// arrive a hundred times.
  public boolean gaveUp() {
    return cancelled && isHopeless(rounds);
  }

  /// Whether the last rounds say that no other will come to its fault.
  public static boolean isHopeless(List<RoundResult> rounds) {
    return rounds.size() >= MOST_INVALID_IN_A_ROW
        && rounds.subList(rounds.size() - MOST_INVALID_IN_A_ROW, rounds.size()).stream()
            .noneMatch(RoundResult::valid);
  }

  /// Whether a run kept its limits.
  public enum Verdict {
    HOLDS,
    BROKEN,
    NOT_RUN
  }
}
