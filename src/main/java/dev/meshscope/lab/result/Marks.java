package dev.meshscope.lab.result;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a peer was lost and may be back.
///
/// @param faultAt when the first fault began
/// @param since when the last thing was done before it was expected back
/// @param startedAt when its newest life was started; null if nothing was started
public record Marks(Instant faultAt, Instant since, @Nullable Instant startedAt) {

  /// What the times of a round count from: the process start, or the end of the fault where nothing
  /// was started.
  Instant origin() {
    return startedAt == null ? since : startedAt;
  }

  /// From when on the peer can be well again: nothing is wrong, and its newest life runs.
  public Instant over() {
    return startedAt == null || startedAt.isBefore(since) ? since : startedAt;
  }
}
