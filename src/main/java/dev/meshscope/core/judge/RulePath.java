package dev.meshscope.core.judge;

import dev.meshscope.core.judge.Verdict.Answer;
import dev.meshscope.core.judge.Verdict.Decision;
import dev.meshscope.core.judge.Verdict.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A rule laid open as a tree: which questions it may ask, where each answer leads, how it can end.
/// Pure; on any thread. It describes what [Judge] does and decides nothing; `RulePathTest` leads
/// every verdict along it and takes every branch of it, so the two cannot drift apart.
public sealed interface RulePath {

  /// A question.
  ///
  /// @param question what is asked
  /// @param answers where each answer leads; what is not in here is never answered
  /// @param unasked where the rule goes on if the question does not arise; null: it always does
  record Ask(Question question, Map<Answer, RulePath> answers, @Nullable RulePath unasked)
      implements RulePath {

    /// Copies the answers.
    public Ask {
      Map<Answer, RulePath> copy = new EnumMap<>(Answer.class);
      copy.putAll(answers);
      answers = Collections.unmodifiableMap(copy);
    }

    Ask yes(RulePath next) {
      return on(Answer.YES, next);
    }

    Ask no(RulePath next) {
      return on(Answer.NO, next);
    }

    Ask open(RulePath next) {
      return on(Answer.OPEN, next);
    }

    Ask orElse(RulePath next) {
      return new Ask(question, answers, next);
    }

    private Ask on(Answer answer, RulePath next) {
      Map<Answer, RulePath> more = new EnumMap<>(Answer.class);
      more.putAll(answers);
      more.put(answer, next);
      return new Ask(question, more, unasked);
    }

    /// Where the rule goes on at greatest length; the other branches leave it.
    public RulePath mainBranch() {
      RulePath longest = unasked;
      for (RulePath next : answers.values()) {
        longest = longest == null || next.height() > longest.height() ? next : longest;
      }
      return Objects.requireNonNull(longest, "a question without answers");
    }

    @Override
    public int height() {
      return 1 + mainBranch().height();
    }
  }

  /// An end of the rule.
  ///
  /// @param decision what is done with the challenger
  /// @param reasons one of which is given
  record End(Decision decision, List<Reason> reasons) implements RulePath {
    /// Copies the list.
    public End {
      reasons = List.copyOf(reasons);
    }

    @Override
    public int height() {
      return 0;
    }
  }

  /// One question on the way.
  ///
  /// @param ask the question with its branches
  /// @param answer as given; null if the question did not arise
  /// @param next where that led
  record Stop(Ask ask, @Nullable Answer answer, RulePath next) {}

  /// The way of a verdict through its rule.
  ///
  /// @param stops the questions it passed, in order
  /// @param end where it came out
  /// @param unreached the questions it never came to, each once, in order
  record Way(List<Stop> stops, End end, List<Question> unreached) {
    /// Copies the lists.
    public Way {
      stops = List.copyOf(stops);
      unreached = List.copyOf(unreached);
    }
  }

  /// How many questions may follow one another from here.
  int height();

  /// The tree of a rule.
  static RulePath of(Rule rule) {
    return switch (rule) {
      case PROBE -> RuleTrees.PROBE;
      case LAST_SEEN -> RuleTrees.LAST_SEEN;
      case CLOSED_FLAG -> RuleTrees.CLOSED_FLAG;
    };
  }

  /// Follows a verdict through its rule; empty if it did not come this way, as one that was
  /// recorded under an older rule.
  static Optional<Way> along(Verdict verdict) {
    List<Stop> stops = new ArrayList<>();
    List<Step> steps = verdict.path();
    int asked = 0;
    RulePath at = of(verdict.policy().rule());
    while (at instanceof Ask ask) {
      boolean here = asked < steps.size() && steps.get(asked).question() == ask.question();
      Answer answer = here ? steps.get(asked++).answer() : null;
      RulePath next = answer == null ? ask.unasked() : ask.answers().get(answer);
      if (next == null) {
        return Optional.empty();
      }
      stops.add(new Stop(ask, answer, next));
      at = next;
    }
    boolean arrived =
        at instanceof End end
            && asked == steps.size()
            && end.decision() == verdict.decision()
            && end.reasons().contains(verdict.reason());
    return arrived ? Optional.of(new Way(stops, (End) at, unreached(stops))) : Optional.empty();
  }

  /// What lies on the main branches that were left, the last one first: it is the nearest.
  // The branches are compared as places in the tree.
  @SuppressWarnings("ReferenceEquality")
  private static List<Question> unreached(List<Stop> stops) {
    Set<Question> rest = new LinkedHashSet<>();
    for (Stop stop : stops.reversed()) {
      RulePath main = stop.ask().mainBranch();
      if (stop.next() != main) {
        while (main instanceof Ask ask) {
          rest.add(ask.question());
          main = ask.mainBranch();
        }
      }
    }
    return List.copyOf(rest);
  }
}
