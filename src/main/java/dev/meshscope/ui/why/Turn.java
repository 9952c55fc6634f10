package dev.meshscope.ui.why;

import java.util.List;

/// One question of a rule and what became of it: a value.
///
/// @param question as a sentence
/// @param standing whether the verdict passed it
/// @param answer as given, or why there is none
/// @param note why it did not arise; empty otherwise
/// @param exits what the other answers would have led to
public record Turn(
    String question, Standing standing, String answer, String note, List<Exit> exits) {

  /// What became of a question.
  public enum Standing {
    /// Asked and answered; the rule went on.
    PASSED,
    /// Asked and answered; that settled it.
    DECISIVE,
    /// The rule came by, but this evidence does not raise it.
    UNASKED,
    /// The rule had ended before.
    UNREACHED
  }

  /// Another answer.
  ///
  /// @param leadsTo the outcome, or the questions that would have followed
  public record Exit(String answer, String leadsTo) {}

  /// Copies the list.
  public Turn {
    exits = List.copyOf(exits);
  }

  /// As plain text, and for a screen reader.
  String line() {
    String mark =
        switch (standing) {
          case PASSED, DECISIVE -> "  [x] ";
          case UNASKED, UNREACHED -> "  [ ] ";
        };
    return mark + sentence();
  }

  /// As one sentence.
  String sentence() {
    StringBuilder line = new StringBuilder(question).append(' ').append(answer);
    if (!note.isEmpty()) {
      line.append(" (").append(note).append(')');
    }
    exits.forEach(
        exit -> line.append(" · ").append(exit.answer()).append(" → ").append(exit.leadsTo()));
    return line.toString();
  }
}
