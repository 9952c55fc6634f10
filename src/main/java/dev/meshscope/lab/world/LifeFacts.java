package dev.meshscope.lab.world;

import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.scenario.PeerKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one process.
///
/// @param end which life of which node
/// @param kind what kind of program
/// @param pid its process id
/// @param started when we started it
/// @param ended when it ended; null: it runs
/// @param frozen when it was stopped in its tracks
public record LifeFacts(
    End end,
    PeerKind kind,
    long pid,
    Instant started,
    @Nullable Instant ended,
    List<Frozen> frozen) {

  /// Copies the list.
  public LifeFacts {
    frozen = List.copyOf(frozen);
  }

  /// From when to when.
  ///
  /// @param until null: it still is
  public record Frozen(Instant since, @Nullable Instant until) {}

  /// Whether it ran then, and was not frozen.
  public boolean ranAt(Instant at) {
    return !started.isAfter(at)
        && (ended == null || ended.isAfter(at))
        && frozen.stream()
            .noneMatch(
                span ->
                    !span.since().isAfter(at)
                        && (span.until() == null || span.until().isAfter(at)));
  }

  /// How it is with it.
  public enum State {
    RUNNING,
    FROZEN,
    ENDED
  }

  /// How it is with it by now.
  public State state() {
    if (ended != null) {
      return State.ENDED;
    }
    return frozen.stream().anyMatch(span -> span.until() == null) ? State.FROZEN : State.RUNNING;
  }
}
