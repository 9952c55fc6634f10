package dev.meshscope.ui.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.report.Comparison;
import dev.meshscope.lab.result.Outcome;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.lab.run.Progress;
import dev.meshscope.lab.run.RunPlan;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.Library;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.scenario.Scenario;
import dev.meshscope.lab.world.Line;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LabModelTest {
  private static final Lane CLOSED_FLAG = new Lane(Rule.CLOSED_FLAG, PeerKind.RAW);
  private static final Lane PROBE = new Lane(Rule.PROBE, PeerKind.RAW);

  private final AtomicInteger knocks = new AtomicInteger();
  private final LabMailbox mailbox = new LabMailbox(2, knocks::incrementAndGet);
  private final LabModel model = new LabModel();
  private final RunPlan plan = RunPlan.of(scenario(), 7);

  private static Scenario scenario() {
    return scenario(DemoStory.SCENARIO);
  }

  private static Scenario scenario(String name) {
    return Library.all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Progress at(int done, Lane lane, int step, List<RoundResult> results) {
    return new Progress(
        done,
        2,
        Optional.of(Duration.ofSeconds(9)),
        Optional.of(new Progress.Now(1, lane, "words", step, 8, List.of(), List.of(), List.of())),
        results);
  }

  private static RoundResult round(Lane lane, Outcome outcome, Map<Measure, Double> times) {
    return new RoundResult(
        1,
        lane,
        1,
        Instant.EPOCH,
        Duration.ofSeconds(5),
        outcome,
        times,
        Map.of(),
        List.of(),
        List.of(),
        "001");
  }

  private static Line line(String node, String event) {
    return Line.of(new End(node, 1), "{\"event\":\"" + event + "\"}", Instant.EPOCH);
  }

  @Test
  void theDemonstrationComparesTwoRulesOneRoundEach() {
    assertThat(plan.lanes()).containsExactly(CLOSED_FLAG, PROBE);
    assertThat(plan.rounds()).isEqualTo(1);
  }

  @Test
  void manyNewsBetweenTwoPulsesKnockOnce() {
    mailbox.progress(at(0, CLOSED_FLAG, 1, List.of()));
    mailbox.progress(at(0, CLOSED_FLAG, 2, List.of()));
    mailbox.heard(1, line("survivor", "refused"));
    assertThat(knocks).hasValue(1);
    mailbox.take();
    mailbox.progress(at(0, CLOSED_FLAG, 3, List.of()));
    assertThat(knocks).hasValue(2);
  }

  @Test
  void whatThePeerSaysAndWhatIsNotNotableIsLeftOut() {
    mailbox.progress(at(0, CLOSED_FLAG, 1, List.of()));
    mailbox.heard(1, line("peer", "refused"));
    mailbox.heard(1, line("survivor", "frames-received"));
    assertThat(mailbox.take().heard()).isEmpty();
  }

  @Test
  void whatDoesNotFitIsCounted() {
    mailbox.progress(at(0, CLOSED_FLAG, 8, List.of()));
    for (int i = 0; i < 5; i++) {
      mailbox.heard(1, line("survivor", "refused"));
    }
    LabMailbox.Letter letter = mailbox.take();
    assertThat(letter.heard()).hasSize(2);
    assertThat(letter.dropped()).isEqualTo(3);
  }

  @Test
  void theRefusalsOfTheLaneAreTold() {
    model.begin(plan);
    mailbox.progress(at(0, CLOSED_FLAG, 8, List.of()));
    mailbox.heard(1, line("survivor", "refused"));
    mailbox.heard(1, line("survivor", "refused"));
    model.take(mailbox.take());
    assertThat(DemoStory.of(model, CLOSED_FLAG)).contains("away 2 times");
    assertThat(DemoStory.of(model, PROBE)).isEqualTo("Its turn comes next.");
    assertThat(DemoStory.meaning(model)).isEmpty();
  }

  @Test
  void theMeaningIsToldOnlyWhenItWasSeen() {
    RoundResult out = round(CLOSED_FLAG, new Outcome.NotRecovered(), Map.of());
    RoundResult back = round(PROBE, new Outcome.Recovered(), Map.of(Measure.RECOVERY, 1530.0));
    model.begin(plan);
    model.finish(result(List.of(out, back)));
    assertThat(DemoStory.meaning(model)).startsWith("What it means");
    assertThat(DemoStory.of(model, PROBE)).startsWith("Back after 1.53 s");
    model.begin(plan);
    model.finish(result(List.of(back)));
    assertThat(DemoStory.meaning(model)).startsWith("This time");
  }

  @Test
  void aNewRunForgetsTheLastOne() {
    model.begin(plan);
    model.finish(result(List.of(round(PROBE, new Outcome.Done(), Map.of()))));
    model.begin(plan);
    assertThat(model.rounds()).isEmpty();
    assertThat(model.result()).isEmpty();
    assertThat(model.share()).isZero();
    assertThat(model.busy()).isTrue();
  }

  @Test
  void cancellingIsBusyUntilEverythingHasEnded() {
    model.cancel();
    assertThat(model.phase()).isEqualTo(LabModel.Phase.CHOOSING);
    model.begin(plan);
    model.cancel();
    assertThat(model.busy()).isTrue();
    mailbox.progress(at(1, CLOSED_FLAG, 1, List.of()));
    model.take(mailbox.take());
    RunResult all = result(List.of());
    model.finish(
        new RunResult(
            all.scenario(),
            all.lanes(),
            all.wanted(),
            all.seed(),
            all.started(),
            all.lasted(),
            true,
            all.where(),
            all.remarks(),
            all.command(),
            all.rounds()));
    assertThat(model.phase()).isEqualTo(LabModel.Phase.DONE);
    assertThat(model.share()).isEqualTo(0.5);
  }

  @Test
  void theAxisIsLogarithmicAndHasEdges() {
    assertThat(LogScale.place(10)).isZero();
    assertThat(LogScale.place(1_000)).isEqualTo(0.5);
    assertThat(LogScale.place(1e9)).isEqualTo(1);
    assertThat(LogScale.place(0)).isZero();
  }

  @Test
  void twoRunsOfOneExperimentInARowAreCompared() {
    model.begin(plan);
    model.finish(result(List.of(recovered(PROBE, 500))));
    assertThat(model.comparison()).isEmpty();
    model.begin(plan);
    assertThat(model.comparison()).isEmpty();
    model.finish(result(List.of(recovered(PROBE, 800))));
    Comparison comparison = model.comparison().orElseThrow();
    assertThat(comparison.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.lane()).isEqualTo(PROBE);
              assertThat(row.then().percentile(0.5)).isEqualTo(500);
              assertThat(row.now().percentile(0.5)).isEqualTo(800);
              assertThat(row.slower()).isEqualTo(1);
            });
    assertThat(model.earlierName()).isEqualTo("the run before");
  }

  @Test
  void twoRunsWithNothingInCommonAreComparedOnlyIfTheUserWantsIt() {
    model.begin(plan);
    model.finish(result(List.of(recovered(CLOSED_FLAG, 500))));
    model.begin(plan);
    RunResult other = result(List.of(recovered(PROBE, 500)));
    model.finish(other);
    assertThat(model.comparison()).isEmpty();
    model.compareWith(
        Comparison.Earlier.of(result(List.of(recovered(CLOSED_FLAG, 500)))), "then.json");
    assertThat(model.comparison().orElseThrow().remarks()).isNotEmpty();
  }

  @Test
  void roundsThatDidNotGetToTheFaultAreNotCompared() {
    RoundResult invalid = round(PROBE, new Outcome.Invalid("late"), Map.of(Measure.MEMORY, 1.0));
    RoundResult good = round(PROBE, new Outcome.Recovered(), Map.of(Measure.MEMORY, 9.0));
    RunResult run = result(List.of(invalid, good));
    assertThat(Comparison.of(Comparison.Earlier.of(run), run).rows())
        .allMatch(row -> row.slower() == 0.5 && row.then().sorted().size() == 1);
  }

  @Test
  void aRoundThatIsRepeatedSlowlyIsNotCompared() {
    model.begin(plan);
    model.finish(result(List.of(recovered(PROBE, 500))));
    model.begin(plan.repeat(1, PROBE, Duration.ofSeconds(2), null));
    model.finish(result(List.of(recovered(PROBE, 500))));
    assertThat(model.comparison()).isEmpty();
  }

  @Test
  void aComparisonWithAFileEndsWithTheNextRun() {
    model.begin(plan);
    model.compareWith(Comparison.Earlier.of(result(List.of(recovered(PROBE, 1)))), "then.json");
    model.finish(result(List.of(recovered(PROBE, 2))));
    assertThat(model.comparison()).isPresent();
    assertThat(model.earlierName()).isEqualTo("then.json");
    model.begin(plan);
    assertThat(model.comparison()).isEmpty();
    assertThat(model.earlierName()).isEqualTo("the run before");
  }

  private static RoundResult recovered(Lane lane, double millis) {
    return round(lane, new Outcome.Recovered(), Map.of(Measure.RECOVERY, millis));
  }

  private RunResult result(List<RoundResult> rounds) {
    return new RunResult(
        plan.scenario(),
        plan.lanes(),
        1,
        7,
        Instant.EPOCH,
        Duration.ofSeconds(10),
        false,
        Map.of(),
        List.of(),
        "",
        rounds);
  }

  @Test
  void aRefusalLeavesTheLastResultAndStaysUntilTheNextRun() {
    model.begin(plan);
    model.finish(result(List.of()));
    model.refuse("The command node ' has an open quote.");
    assertThat(model.problem()).isEqualTo("The command node ' has an open quote.");
    assertThat(model.result()).isPresent();
    model.begin(plan);
    assertThat(model.problem()).isEmpty();
  }

  @Test
  void aRepeatedRoundKeepsItsLogsElsewhere() {
    RunPlan first =
        new Choice(plan.scenario(), 3, List.of(), List.of(), "").plan(5, Path.of("one"));
    RunPlan slow = first.repeat(2, PROBE, Duration.ofSeconds(2), Path.of("two"));
    assertThat(slow.keep()).isEqualTo(Path.of("two"));
    assertThat(slow.seed()).isEqualTo(first.seed());
    assertThat(slow.first()).isEqualTo(2);
  }

  @Test
  void whatIsGivenToThePeersCommandIsNotTold() {
    Choice choice =
        new Choice(plan.scenario(), 1, List.of(), List.of(), "node agent.js --token s3cret");
    assertThat(choice.plan(5, Path.of("logs")).command())
        .isEqualTo("meshscope lab run zombie-demo --rounds 1 --seed 5 --peer-command 'node ***'");
  }

  @Test
  void aChoiceOfOtherRulesIsWhatIsRun() {
    Choice choice = new Choice(plan.scenario(), 3, List.of(Rule.PROBE), List.of(), "");
    RunPlan chosen = choice.plan(5, Path.of("logs"));
    assertThat(chosen.lanes()).containsExactly(PROBE);
    assertThat(chosen.command())
        .isEqualTo("meshscope lab run zombie-demo --rounds 3 --seed 5 --policy probe");
  }

  @Test
  void aChoiceOfOneKindOfPeerIsWhatIsRun() {
    Scenario both = scenario("dead-but-established");
    Choice choice = new Choice(both, 1, List.of(Rule.PROBE), List.of(PeerKind.MESHSCOPE), "");
    RunPlan chosen = choice.plan(5, Path.of("logs"));
    assertThat(chosen.lanes()).containsExactly(new Lane(Rule.PROBE, PeerKind.MESHSCOPE));
    assertThat(chosen.command())
        .isEqualTo(
            "meshscope lab run dead-but-established --rounds 1 --seed 5 --policy probe"
                + " --peer meshscope");
  }
}
