package dev.meshscope.core.dial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.dial.DialEvidence.Link;
import dev.meshscope.core.dial.DialEvidence.Way;
import dev.meshscope.core.dial.DialEvidence.Whose;
import dev.meshscope.core.dial.DialVerdict.Decision;
import dev.meshscope.core.dial.DialVerdict.Reason;
import dev.meshscope.core.judge.ProbeState;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.TransportId;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The rule of dialling, branch by branch.
class DialRuleTest {

  private static final Endpoint THERE = new Endpoint("192.168.1.5", 6000);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void whereNothingStandsAndItIsOurTurnWeDial() {
    assertThat(decide(new Link.None(), Whose.OURS, 0, 0, Way.FREE)).isEqualTo("dial discovered 0");
  }

  @Test
  void aLinkThatLeadsThereIsEnough() {
    assertThat(decide(new Link.Standing(), Whose.OURS, 60 * SECOND, 0, Way.FREE))
        .isEqualTo("leave connected 0");
  }

  @ParameterizedTest
  @EnumSource(Whose.class)
  void aLinkThatAnswersIsNeverDialledBeside(Whose whose) {
    ProbeState answers = new ProbeState.Answered(1);

    for (Way way : Way.values()) {
      assertThat(decide(doubted(answers, false), whose, 60 * SECOND, 0, way))
          .isEqualTo("leave link-answers 0");
      assertThat(decide(doubted(answers, true), whose, 60 * SECOND, 0, way))
          .isEqualTo("leave announced-elsewhere 0");
    }
  }

  @Test
  void whoHasNotBeenAskedIsAskedAndWaitedFor() {
    assertThat(decide(doubted(new ProbeState.NotAsked(), true), Whose.OURS, 0, 0, Way.FREE))
        .isEqualTo("ask asking 0");
    assertThat(
            decide(
                doubted(new ProbeState.Waiting(SECOND, 3 * SECOND), true),
                Whose.OURS,
                0,
                0,
                Way.FREE))
        .isEqualTo("ask asking 2000");
  }

  @Test
  void aSilentLinkIsDialledBesideInTurn() {
    Link silent = doubted(new ProbeState.Unanswered(2 * SECOND), false);

    assertThat(decide(silent, Whose.OURS, 0, 0, Way.FREE)).isEqualTo("dial link-silent 0");
    assertThat(decide(silent, Whose.THEIRS, 2 * SECOND, 0, Way.FREE))
        .isEqualTo("wait their-turn 3000");
    assertThat(decide(silent, Whose.THEIRS, 5 * SECOND, 0, Way.FREE))
        .isEqualTo("dial link-silent 0");
  }

  @Test
  void whoWaitsForTheOtherStopsWaiting() {
    assertThat(decide(new Link.None(), Whose.THEIRS, SECOND, 0, Way.FREE))
        .isEqualTo("wait their-turn 4000");
    assertThat(decide(new Link.None(), Whose.THEIRS, 5 * SECOND, 0, Way.FREE))
        .isEqualTo("dial fallback 0");
    assertThat(decide(new Link.None(), Whose.OURS_UNLESS_THEY_DO, SECOND, 0, Way.FREE))
        .isEqualTo("wait may-dial-us 500");
    assertThat(decide(new Link.None(), Whose.OURS_UNLESS_THEY_DO, 2 * SECOND, 0, Way.FREE))
        .isEqualTo("dial discovered 0");
  }

  @Test
  void ofTwoPausesTheLongerIsWaitedFor() {
    assertThat(decide(new Link.None(), Whose.THEIRS, SECOND, 8 * SECOND, Way.FREE))
        .isEqualTo("wait resting 8000");
    assertThat(decide(new Link.None(), Whose.THEIRS, SECOND, SECOND, Way.FREE))
        .isEqualTo("wait their-turn 4000");
  }

  @Test
  void whatIsUnderWayOrLeftAloneIsNotDialled() {
    assertThat(decide(new Link.None(), Whose.OURS, 0, 0, Way.UNDER_WAY))
        .isEqualTo("leave under-way 0");
    assertThat(decide(new Link.None(), Whose.OURS, 0, 0, Way.LEFT_ALONE))
        .isEqualTo("leave left-alone 0");
  }

  @Test
  void whatStandsInTheWayOfAllIsWaitedForInTurn() {
    assertThat(decide(new Link.None(), Whose.OURS, 0, 2 * SECOND, Way.RESTS))
        .isEqualTo("wait address-resting 2000");
    assertThat(decide(new Link.None(), Whose.OURS, 0, SECOND, Way.CROWDED))
        .isEqualTo("wait too-many-dials 1000");
    assertThat(decide(new Link.None(), Whose.THEIRS, SECOND, SECOND, Way.CROWDED))
        .isEqualTo("wait their-turn 4000");
    assertThat(decide(new Link.Standing(), Whose.OURS, 0, SECOND, Way.RESTS))
        .isEqualTo("leave connected 0");
  }

  @Test
  void aVerdictCarriesWhatWasKnown() {
    DialEvidence evidence = new DialEvidence(THERE, new Link.None(), Whose.OURS, 7, 0, Way.FREE);

    assertThat(DialRule.decide(evidence))
        .isEqualTo(new DialVerdict(Decision.DIAL, Reason.DISCOVERED, 0, evidence));
  }

  private static Link doubted(ProbeState voice, boolean elsewhere) {
    return new Link.Doubted(new TransportId(1), THERE, voice, elsewhere);
  }

  /// The verdict as `decision reason milliseconds`.
  private static String decide(Link link, Whose whose, long waitedNs, long restNs, Way way) {
    DialVerdict verdict =
        DialRule.decide(new DialEvidence(THERE, link, whose, waitedNs, restNs, way));
    return verdict.decision().id()
        + " "
        + verdict.reason().id()
        + " "
        + TimeUnit.NANOSECONDS.toMillis(verdict.waitNs());
  }
}
