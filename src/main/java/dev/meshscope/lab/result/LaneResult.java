package dev.meshscope.lab.result;

import dev.meshscope.lab.scenario.Count;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.Measure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// All rounds of one rule and one kind of peer.
///
/// @param lane which
/// @param rounds its rounds, invalid ones included
public record LaneResult(Lane lane, List<RoundResult> rounds) {

  /// Copies the list.
  public LaneResult {
    rounds = List.copyOf(rounds);
  }

  /// Those that came to the fault.
  public List<RoundResult> counting() {
    return rounds.stream().filter(RoundResult::valid).toList();
  }

  /// How many ended so.
  public int ended(Class<? extends Outcome> outcome) {
    return (int) rounds.stream().filter(round -> outcome.isInstance(round.outcome())).count();
  }

  /// In how many the peer was expected back.
  public int expected() {
    return (int) rounds.stream().filter(round -> round.outcome().expected()).count();
  }

  /// The share of those that count in which the peer was back; empty if nobody was expected back.
  public OptionalDouble recovered() {
    int back = ended(Outcome.Recovered.class);
    int all = expected();
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) back / all);
  }

  /// Empty if it was never measured.
  public Optional<Spread> spread(Measure measure) {
    return Spread.of(
        counting().stream().flatMapToDouble(round -> round.time(measure).stream()).toArray());
  }

  /// The sum; empty if it could not be counted.
  public OptionalInt counted(Count count) {
    List<OptionalInt> each = counting().stream().map(round -> round.counted(count)).toList();
    boolean all = !each.isEmpty() && each.stream().allMatch(OptionalInt::isPresent);
    return all ? OptionalInt.of(total(count)) : OptionalInt.empty();
  }

  /// The sum of what was counted.
  public int total(Count count) {
    return counting().stream().mapToInt(round -> round.count(count)).sum();
  }
}
