package dev.meshscope.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.judge.RulePath.Ask;
import dev.meshscope.core.judge.RulePath.End;
import dev.meshscope.core.judge.RulePath.Stop;
import dev.meshscope.core.judge.Verdict.Answer;
import dev.meshscope.core.judge.Verdict.Step;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The drawn rule is the rule: random evidence of every kind, whatever fields it may have, goes
/// through the judge and then along the tree.
class RulePathTest {
  private static final int EVIDENCES = 12_000;
  private static final long SEED = 20_260_302;

  /// Both sides of every threshold there is, and then some.
  private static final long[] SPANS = {
    0,
    1,
    TimeUnit.MILLISECONDS.toNanos(499),
    TimeUnit.SECONDS.toNanos(1),
    TimeUnit.SECONDS.toNanos(2),
    TimeUnit.SECONDS.toNanos(10),
    TimeUnit.SECONDS.toNanos(10) + 1,
    TimeUnit.SECONDS.toNanos(61),
    TimeUnit.HOURS.toNanos(2)
  };

  @Test
  void everyVerdictWalksTheTreeOfItsRuleAndComesOutAtItsOutcome() {
    everyVerdict(
        verdict -> {
          RulePath.Way way =
              RulePath.along(verdict).orElseThrow(() -> new AssertionError("strays: " + verdict));
          List<Step> asked =
              way.stops().stream()
                  .filter(stop -> stop.answer() != null)
                  .map(
                      stop ->
                          new Step(stop.ask().question(), Objects.requireNonNull(stop.answer())))
                  .toList();
          if (!asked.equals(verdict.path()) || way.end().decision() != verdict.decision()) {
            throw new AssertionError("another way: " + way + " for " + verdict);
          }
        });
  }

  @Test
  void everyBranchOfATreeIsTakenBySomeVerdict() {
    Set<String> untaken = new TreeSet<>();
    for (Rule rule : Rule.values()) {
      branches(rule.id(), RulePath.of(rule), untaken);
    }
    everyVerdict(
        verdict -> {
          String place = verdict.policy().rule().id();
          for (Stop stop : RulePath.along(verdict).orElseThrow().stops()) {
            place += "/" + stop.ask().question() + "=" + stop.answer();
            untaken.remove(place);
          }
          untaken.remove(place + "/" + verdict.decision() + " " + verdict.reason());
        });
    assertThat(untaken).isEmpty();
  }

  @Test
  void everyQuestionBelongsToARule() {
    Set<Question> asked = EnumSet.noneOf(Question.class);
    for (Rule rule : Rule.values()) {
      questions(RulePath.of(rule), asked);
    }
    assertThat(asked).containsExactlyInAnyOrder(Question.values());
  }

  @Test
  void whatWasNotReachedIsTheRestOfTheRule() {
    Verdict closed = Judge.decide(Policy.DEFAULT, EvidenceBuilder.evidence().closed().build());
    RulePath.Way way = RulePath.along(closed).orElseThrow();
    assertThat(way.stops())
        .extracting(stop -> stop.ask().question())
        .containsExactly(Question.KEY_MATCHES, Question.INCUMBENT_OPEN);
    assertThat(way.unreached())
        .startsWith(Question.INCARNATION_SUPERSEDED, Question.RESTART_PROVEN)
        .contains(Question.INCUMBENT_ANSWERED, Question.SAME_DIRECTION)
        .doesNotContain(Question.KEY_MATCHES, Question.INCUMBENT_OPEN);
  }

  @Test
  void whatWasNotReachedIsNamedOnce() {
    Evidence silent =
        EvidenceBuilder.evidence().probe(new ProbeState.Unanswered(1_000_000_000)).build();
    RulePath.Way way = RulePath.along(Judge.decide(Policy.DEFAULT, silent)).orElseThrow();

    assertThat(way.unreached()).contains(Question.PROOF_OUTSTANDING).doesNotHaveDuplicates();
  }

  @Test
  void aVerdictOfAnotherRuleIsNotLedAstray() {
    Verdict probed = Judge.decide(Policy.DEFAULT, EvidenceBuilder.evidence().build());
    Verdict foreign =
        new Verdict(
            Policy.DEFAULT.with(Rule.CLOSED_FLAG),
            probed.decision(),
            probed.reason(),
            probed.path(),
            probed.evidence());
    assertThat(RulePath.along(probed)).isPresent();
    assertThat(RulePath.along(foreign)).isEmpty();
  }

  private static void branches(String place, RulePath path, Set<String> all) {
    switch (path) {
      case End end ->
          end.reasons().forEach(reason -> all.add(place + "/" + end.decision() + " " + reason));
      case Ask ask -> {
        for (Map.Entry<Answer, RulePath> branch : ask.answers().entrySet()) {
          branch(place + "/" + ask.question() + "=" + branch.getKey(), branch.getValue(), all);
        }
        if (ask.unasked() != null) {
          branch(place + "/" + ask.question() + "=null", ask.unasked(), all);
        }
      }
    }
  }

  private static void branch(String place, RulePath next, Set<String> all) {
    all.add(place);
    branches(place, next, all);
  }

  private static void questions(RulePath path, Set<Question> all) {
    if (path instanceof Ask ask) {
      all.add(ask.question());
      ask.answers().values().forEach(next -> questions(next, all));
      if (ask.unasked() != null) {
        questions(ask.unasked(), all);
      }
    }
  }

  private static void everyVerdict(Consumer<Verdict> with) {
    Random random = new Random(SEED);
    for (int i = 0; i < EVIDENCES; i++) {
      Evidence evidence = random(Evidence.class, random);
      for (Rule rule : Rule.values()) {
        with.accept(Judge.decide(Policy.DEFAULT.with(rule), evidence));
      }
    }
  }

  private static <T> T random(Class<T> type, Random random) {
    RecordComponent[] parts = type.getRecordComponents();
    Object[] values = Arrays.stream(parts).map(part -> value(part.getType(), random)).toArray();
    try {
      Constructor<T> maker =
          type.getDeclaredConstructor(
              Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return maker.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " cannot be made up", e);
    }
  }

  private static Object value(Class<?> type, Random random) {
    if (type == boolean.class) {
      return random.nextBoolean();
    }
    if (type == int.class) {
      return random.nextInt(5);
    }
    if (type == long.class) {
      return SPANS[random.nextInt(SPANS.length)];
    }
    if (type.isEnum()) {
      return one(Arrays.asList(type.getEnumConstants()), random);
    }
    if (type.isRecord()) {
      return random(type, random);
    }
    List<Class<?>> kinds = new ArrayList<>(List.of(type.getPermittedSubclasses()));
    return random(one(kinds, random), random);
  }

  private static <T> T one(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
