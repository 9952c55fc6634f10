package dev.meshscope.ui.why;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.judge.Claim;
import dev.meshscope.core.judge.Evidence;
import dev.meshscope.core.judge.Judge;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.ProbeState;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import dev.meshscope.ui.why.Turn.Exit;
import dev.meshscope.ui.why.Turn.Standing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhyCardTest {
  private static final long TIMEOUT_NS = Settings.DEFAULT.heartbeatTimeoutNs();

  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
  private final List<MeshEvent.Judged> judged = new ArrayList<>();

  WhyCardTest() {
    mesh.subscribe(
        batch ->
            batch.events().stream()
                .filter(MeshEvent.Judged.class::isInstance)
                .map(MeshEvent.Judged.class::cast)
                .forEach(judged::add));
  }

  private WhyCard refusal() {
    Demo coder = demo("coder", 2, false);
    mesh.dialsUs(coder);
    mesh.pass(3000);
    mesh.dialsUs(coder);
    mesh.pass(2000);
    return latest();
  }

  private WhyCard proven() {
    Demo tester = demo("tester", 5, true);
    TransportId old = mesh.dialsUs(tester);
    mesh.pass(100);
    mesh.freeze(old);
    mesh.pass(2900);
    mesh.proves(mesh.dialsUs(DemoMesh.restarted(tester)));
    mesh.pass(10);
    return latest();
  }

  private WhyCard latest() {
    MeshEvent.Judged last = judged.getLast();
    return WhyCard.of("coder", last.verdict(), last.alternatives(), TIMEOUT_NS);
  }

  @Test
  void theQuestionThatSettledItIsMarked() {
    WhyCard card = refusal();
    assertThat(card.decision()).isEqualTo(Verdict.Decision.REFUSE);
    assertThat(card.path())
        .filteredOn(turn -> turn.standing() == Standing.DECISIVE)
        .extracting(Turn::question, Turn::answer)
        .containsExactly(tuple("Was the newcomer dialled first?", "no"));
  }

  @Test
  void belowAQuestionStandsWhatItsOtherAnswersWouldHaveLedTo() {
    assertThat(turn(refusal(), "Did the old socket answer its probe?"))
        .isEqualTo(
            new Turn(
                "Did the old socket answer its probe?",
                Standing.PASSED,
                "yes",
                "",
                List.of(
                    new Exit("no", "further questions"),
                    new Exit("open", "HOLD the old one is asked"))));
    assertThat(turn(refusal(), "Is the old socket still open?").exits())
        .containsExactly(new Exit("no", "PROMOTE already closed"));
  }

  @Test
  void theDecisiveQuestionSaysHowItWouldHaveEndedOtherwise() {
    assertThat(refusal().path())
        .filteredOn(turn -> turn.standing() == Standing.DECISIVE)
        .flatExtracting(Turn::exits)
        .containsExactly(new Exit("yes", "PROMOTE the older stays"));
  }

  @Test
  void aQuestionThatThisEvidenceDoesNotRaiseSaysWhy() {
    Turn held = turn(refusal(), "Has the old one proven nothing, although it had the time?");
    assertThat(held.standing()).isEqualTo(Standing.UNASKED);
    assertThat(held.answer()).isEqualTo("does not arise");
    assertThat(held.note()).isNotEmpty();
  }

  @Test
  void questionsBehindTheVerdictAreShownAsNotReached() {
    WhyCard card = proven();
    assertThat(turn(card, "Did it prove that the peer was restarted?").standing())
        .isEqualTo(Standing.DECISIVE);
    assertThat(card.path())
        .filteredOn(turn -> turn.standing() == Standing.UNREACHED)
        .extracting(Turn::question)
        .startsWith("Has the old one proven nothing, although it had the time?")
        .contains("Did the old socket answer its probe?", "Were both dialled by the same end?");
  }

  @Test
  void bothOtherRulesAreHeardWithHowLongTheyWouldLockTheNewcomerOut() {
    List<WhyCard.Otherwise> others = proven().alternatives();
    assertThat(others)
        .extracting(WhyCard.Otherwise::rule)
        .containsExactly("last-seen after 10 s", "closed-flag");
    assertThat(others).noneMatch(WhyCard.Otherwise::same);
    assertThat(others.getFirst().sentence()).contains("stays in the way for 7.0\u00a0s more");
    assertThat(others.getLast().sentence())
        .contains("until it closes: up to 1\u00a0m\u00a057\u00a0s");
    assertThat(refusal().alternatives()).allMatch(WhyCard.Otherwise::same);
  }

  @Test
  void aRedialThatHasNotHappenedIsToldInTheWordsOfItsColumn() {
    Verdict verdict =
        Judge.decide(Policy.DEFAULT, evidence(new ProbeState.Unanswered(2_000_000_000L)));
    WhyCard card = WhyCard.of("coder", verdict, List.of(), TIMEOUT_NS);
    assertThat(card.hypothetical()).isTrue();
    assertThat(card.mark()).isEqualTo("REPLACE");
    assertThat(turn(card, "Is the old socket still open?").exits())
        .containsExactly(new Exit("no", "REPLACE already closed"));
  }

  @Test
  void aVerdictThatCameAnotherWayThanTheRuleKnowsShowsWhatWasAsked() {
    Verdict known = Judge.decide(Policy.DEFAULT, evidence(new ProbeState.NotAsked()));
    Verdict strange =
        new Verdict(
            known.policy(),
            known.decision(),
            known.reason(),
            known.path().subList(0, 2),
            known.evidence());
    assertThat(WhyCard.of("coder", strange, List.of(), TIMEOUT_NS).path())
        .extracting(Turn::question, Turn::standing)
        .containsExactly(
            tuple("Is its key the one known for this id?", Standing.PASSED),
            tuple("Is the old socket still open?", Standing.DECISIVE));
  }

  @Test
  void theTextHoldsAllThatTheCardShows() {
    WhyCard card = refusal();
    String text = card.text();
    card.path()
        .forEach(
            turn -> {
              assertThat(text).contains(turn.question(), turn.answer(), turn.note());
              turn.exits().forEach(exit -> assertThat(text).contains(exit.leadsTo()));
            });
    card.evidence().forEach(fact -> assertThat(text).contains(fact.name(), fact.value()));
    card.alternatives().forEach(other -> assertThat(text).contains(other.sentence()));
    assertThat(text).containsSubsequence("dialled first?", "REFUSED");
  }

  private static Turn turn(WhyCard card, String question) {
    return card.path().stream()
        .filter(turn -> turn.question().equals(question))
        .findFirst()
        .orElseThrow();
  }

  private static Evidence evidence(ProbeState probe) {
    return new Evidence(
        new Evidence.Incumbent(1, true, 0, false, Evidence.Proof.PENDING, false, probe),
        new Evidence.Challenger(
            0, false, false, Evidence.Standing.UNPROVEN, true, Claim.NONE, false, 0),
        true,
        0);
  }
}
