package dev.meshscope.ui.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.lab.world.TableRow;
import dev.meshscope.ui.text.Words;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever a node of ours can say of its table has a word in the lab's window.
class LabTextTest {
  private static TableRow row(String state, String decision, String because) {
    return new TableRow(
        "peer",
        3,
        true,
        state,
        OptionalDouble.of(1_200),
        OptionalDouble.empty(),
        decision,
        because);
  }

  private static String id(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @ParameterizedTest
  @EnumSource(Condition.class)
  void everyConditionHasAWord(Condition condition) {
    assertThat(Words.has("state." + condition.id())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasAWord(Reason reason) {
    assertThat(Words.has("redial." + reason.id())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Verdict.Decision.class)
  void everyDecisionHasAVerb(Verdict.Decision decision) {
    String verb = LabText.verb(row("live", id(decision), "duplicate"));
    assertThat(Words.has("verb." + verb)).isTrue();
  }

  @Test
  void aConnectionIsCalledByItsNumberAndWhoDialled() {
    assertThat(LabText.link(row("live", "", ""))).isEqualTo("#3 in ←");
  }
}
