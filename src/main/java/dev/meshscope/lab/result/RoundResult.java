package dev.meshscope.lab.result;

import dev.meshscope.lab.scenario.Count;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What came of one round.
///
/// @param number 1 for the first; rounds of different lanes share numbers
/// @param lane which rule, which kind of peer
/// @param seed of its random times and identities
/// @param started when it began
/// @param lasted how long it took
/// @param outcome how it ended
/// @param times what was measured; what could not be is left out
/// @param counts what was counted; what could not be is left out
/// @param steps what was done and expected
/// @param moments what the survivor decided
/// @param notes what else is to be known of it, a sentence each without its full stop
/// @param logs the folder of its logs, relative to the run's
public record RoundResult(
    int number,
    Lane lane,
    long seed,
    Instant started,
    Duration lasted,
    Outcome outcome,
    Map<Measure, Double> times,
    Map<Count, Integer> counts,
    List<StepResult> steps,
    List<Moment> moments,
    List<String> notes,
    String logs) {

  /// Copies the collections.
  public RoundResult {
    times = Map.copyOf(times);
    counts = Map.copyOf(counts);
    steps = List.copyOf(steps);
    moments = List.copyOf(moments);
    notes = List.copyOf(notes);
  }

  /// One of which nothing else is to be known.
  public RoundResult(
      int number,
      Lane lane,
      long seed,
      Instant started,
      Duration lasted,
      Outcome outcome,
      Map<Measure, Double> times,
      Map<Count, Integer> counts,
      List<StepResult> steps,
      List<Moment> moments,
      String logs) {
    this(
        number, lane, seed, started, lasted, outcome, times, counts, steps, moments, List.of(),
        logs);
  }

  /// One step.
  ///
  /// @param words as in the file
  /// @param at when it began
  /// @param met whether it went as it should
  public record StepResult(String words, Instant at, boolean met) {}

  /// A round that could not even begin.
  public static RoundResult ofNothing(
      int number, Lane lane, long seed, Instant started, Outcome outcome, String logs) {
    return new RoundResult(
        number,
        lane,
        seed,
        started,
        Duration.ZERO,
        outcome,
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        logs);
  }

  /// A time or size; empty if it was not measured.
  public OptionalDouble time(Measure measure) {
    Double value = times.get(measure);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /// A count; empty if it could not be counted.
  public OptionalInt counted(Count count) {
    Integer value = counts.get(count);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /// A count; 0 if it was not counted.
  public int count(Count count) {
    return counts.getOrDefault(count, 0);
  }

  /// Whether it came to the fault.
  public boolean valid() {
    return !(outcome instanceof Outcome.Invalid);
  }
}
