package dev.meshscope.core.judge;

import java.util.List;

/// A decision that explains itself.
///
/// @param policy the policy that was asked
/// @param decision what to do with the challenger
/// @param reason the rule's branch that fired
/// @param path the questions on the way there, each with its answer
/// @param evidence what was known
public record Verdict(
    Policy policy, Decision decision, Reason reason, List<Step> path, Evidence evidence) {

  /// Copies the path.
  public Verdict {
    path = List.copyOf(path);
  }

  /// What to do with the challenger.
  public enum Decision {
    /// It takes the slot; the incumbent drains.
    PROMOTE,
    /// It is told so and closed.
    REFUSE,
    /// Nobody moves until more is known.
    HOLD
  }

  /// One question with its answer.
  public record Step(Question question, Answer answer) {}

  /// `OPEN`: not known yet.
  public enum Answer {
    /// It is so.
    YES,
    /// It is not.
    NO,
    /// It is not known yet.
    OPEN
  }
}
