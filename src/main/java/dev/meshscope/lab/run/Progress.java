package dev.meshscope.lab.run;

import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.world.LifeFacts;
import dev.meshscope.lab.world.TableRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How far a run is, as a whole; a new one whenever something changes.
///
/// @param done rounds that came to an end
/// @param total rounds there are to be
/// @param remaining how long the rest takes, about; empty while nobody can tell
/// @param now the round that is under way; empty between rounds
/// @param results of all rounds that came to an end
public record Progress(
    int done,
    int total,
    Optional<Duration> remaining,
    Optional<Now> now,
    List<RoundResult> results) {

  /// Copies the list.
  public Progress {
    results = List.copyOf(results);
  }

  /// A round under way.
  ///
  /// @param number which
  /// @param lane which rule, which kind of peer
  /// @param step what is being done or awaited, in words
  /// @param stepNumber 1 for the first step
  /// @param steps how many there are
  /// @param processes each with its state
  /// @param faults that are on, in words
  /// @param table the survivor's peer table; empty unless the observer looks at it
  public record Now(
      int number,
      Lane lane,
      String step,
      int stepNumber,
      int steps,
      List<LifeFacts> processes,
      List<String> faults,
      List<TableRow> table) {
    /// Copies the lists.
    public Now {
      processes = List.copyOf(processes);
      faults = List.copyOf(faults);
      table = List.copyOf(table);
    }
  }
}
