package dev.meshscope.ui.why;

import dev.meshscope.core.judge.Question;
import dev.meshscope.core.judge.RulePath;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.judge.Verdict.Answer;
import dev.meshscope.ui.text.Words;
import dev.meshscope.ui.why.Turn.Exit;
import dev.meshscope.ui.why.Turn.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts a verdict's way through its rule into words: the questions it passed with what their other
/// answers would have led to, then those it never came to. Pure; on any thread.
final class Turns {
  private final boolean hypothetical;

  private Turns(boolean hypothetical) {
    this.hypothetical = hypothetical;
  }

  static List<Turn> of(Verdict verdict) {
    Turns turns = new Turns(verdict.evidence().challenger().id() == 0);
    Optional<RulePath.Way> way = RulePath.along(verdict);
    return way.isPresent() ? turns.of(way.get()) : asked(verdict);
  }

  private List<Turn> of(RulePath.Way way) {
    List<Turn> turns = new ArrayList<>();
    int last = way.stops().size() - 1;
    for (int i = 0; i <= last; i++) {
      turns.add(turn(way.stops().get(i), i == last));
    }
    for (Question question : way.unreached()) {
      turns.add(
          new Turn(
              question(question), Standing.UNREACHED, Words.of("turn.unreached"), "", List.of()));
    }
    return turns;
  }

  private Turn turn(RulePath.Stop stop, boolean last) {
    Question question = stop.ask().question();
    Answer answer = stop.answer();
    if (answer == null) {
      String note = "turn.unasked." + Words.key(question);
      return new Turn(
          question(question),
          Standing.UNASKED,
          Words.of("turn.unasked"),
          Words.has(note) ? Words.of(note) : "",
          List.of());
    }
    List<Exit> exits = new ArrayList<>();
    for (Map.Entry<Answer, RulePath> branch : stop.ask().answers().entrySet()) {
      if (branch.getKey() != answer) {
        boolean main =
            branch.getValue() instanceof RulePath.Ask
                && branch.getValue().equals(stop.ask().mainBranch());
        exits.add(
            new Exit(
                Words.word(branch.getKey(), "exit.answer"),
                main ? Words.of("exit.further") : leadsTo(branch.getValue())));
      }
    }
    return new Turn(
        question(question),
        last ? Standing.DECISIVE : Standing.PASSED,
        Words.word(answer, "answer"),
        "",
        exits);
  }

  private String leadsTo(RulePath path) {
    return switch (path) {
      case RulePath.End end -> Words.of("exit.to", verb(end), reasons(end));
      case RulePath.Ask ask when ask.height() == 1 && ask.unasked() == null ->
          Words.of("exit.nested", brief(ask.question()), ends(ask));
      case RulePath.Ask ask -> Words.of("exit.further");
    };
  }

  private String ends(RulePath.Ask ask) {
    return ask.answers().entrySet().stream()
        .filter(branch -> branch.getValue() instanceof RulePath.End)
        .map(
            branch ->
                Words.of(
                    "exit.nested-answer",
                    Words.word(branch.getKey(), "exit.answer"),
                    verb((RulePath.End) branch.getValue())))
        .collect(Collectors.joining(", "));
  }

  private String verb(RulePath.End end) {
    return Words.word(end.decision(), hypothetical ? "exit.if" : "exit");
  }

  private static String reasons(RulePath.End end) {
    return end.reasons().stream()
        .map(reason -> Words.word(reason, "short"))
        .collect(Collectors.joining(" / "));
  }

  private static String question(Question question) {
    return Words.word(question, "question");
  }

  private static String brief(Question question) {
    String key = "question.brief." + Words.key(question);
    return Words.has(key) ? Words.of(key) : question(question);
  }

  /// A verdict that came another way than the rule knows today: only what was asked.
  private static List<Turn> asked(Verdict verdict) {
    List<Turn> turns = new ArrayList<>();
    int last = verdict.path().size() - 1;
    for (int i = 0; i <= last; i++) {
      Verdict.Step step = verdict.path().get(i);
      turns.add(
          new Turn(
              question(step.question()),
              i == last ? Standing.DECISIVE : Standing.PASSED,
              Words.word(step.answer(), "answer"),
              "",
              List.of()));
    }
    return turns;
  }
}
