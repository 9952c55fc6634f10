package dev.meshscope.lab.scenario;

import dev.meshscope.core.judge.Rule;
import org.jspecify.annotations.Nullable;

/// What must hold when all rounds are over.
///
/// @param policy for rounds of this rule; null: of any
/// @param peer for rounds with this kind of peer; null: with any
/// @param survivor for rounds with this kind of survivor; null: with any
/// @param metric what is looked at
/// @param atMost whether the bound is an upper one
/// @param bound milliseconds, MiB, a number, or a share from 0 to 1
/// @param words as in the file: `recovery p95: at most 2s`
public record Limit(
    @Nullable Rule policy,
    @Nullable PeerKind peer,
    @Nullable PeerKind survivor,
    Metric metric,
    boolean atMost,
    double bound,
    String words) {

  /// Whether it is about this lane.
  public boolean concerns(Lane lane) {
    return (policy == null || policy == lane.policy())
        && (peer == null || peer == lane.peer())
        && (survivor == null || survivor == lane.survivor());
  }

  /// Whether this value keeps it.
  public boolean holds(double value) {
    return atMost ? value <= bound : value >= bound;
  }
}
