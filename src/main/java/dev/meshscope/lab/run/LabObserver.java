package dev.meshscope.lab.run;

import dev.meshscope.lab.world.Line;

/// Told how a run goes. Called on the threads of the run; must not block.
public interface LabObserver {

  /// Something changed: a step, a round, a process, a fault.
  void progress(Progress progress);

  /// A process said something; the survivor's lines are those of `peer --json`.
  ///
  /// @param round in which round
  default void heard(int round, Line line) {}

  /// Whether it looks at the survivor's peer table, which is asked for then and comes with the
  /// progress.
  default boolean looks() {
    return false;
  }

  /// Nobody wants to know.
  LabObserver NOBODY = progress -> {};
}
