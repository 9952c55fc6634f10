package dev.meshscope.ui.why;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.Settings;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhyCardTest {
  private static WhyCard refusal() {
    DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
    List<MeshEvent.Judged> judged = new ArrayList<>();
    mesh.subscribe(
        batch ->
            batch.events().stream()
                .filter(MeshEvent.Judged.class::isInstance)
                .map(MeshEvent.Judged.class::cast)
                .forEach(judged::add));
    Demo coder = demo("coder", 2, false);
    mesh.dialsUs(coder);
    mesh.pass(3000);
    mesh.dialsUs(coder);
    mesh.pass(2000);
    MeshEvent.Judged last = judged.getLast();
    return WhyCard.of("coder", last.verdict(), last.alternatives());
  }

  @Test
  void theLastQuestionAskedIsTheDecisiveOne() {
    WhyCard card = refusal();
    assertThat(card.decision()).isEqualTo(Verdict.Decision.REFUSE);
    assertThat(card.path().getLast().decisive()).isTrue();
    assertThat(card.path()).filteredOn(WhyCard.Turn::decisive).hasSize(1);
    assertThat(card.path())
        .extracting(WhyCard.Turn::question)
        .contains("Did the old socket answer its probe?");
  }

  @Test
  void bothOtherRulesAreHeard() {
    assertThat(refusal().alternatives())
        .extracting(WhyCard.Otherwise::rule)
        .containsExactly("last-seen, stale after 10 s", "closed-flag");
  }

  @Test
  void theTextHoldsAllThatTheCardShows() {
    WhyCard card = refusal();
    String text = card.text();
    card.path().forEach(turn -> assertThat(text).contains(turn.question()));
    card.evidence().forEach(fact -> assertThat(text).contains(fact.name(), fact.value()));
    card.alternatives().forEach(other -> assertThat(text).contains(other.sentence()));
  }
}
