package dev.meshscope.core.judge;

import static dev.meshscope.core.judge.EvidenceBuilder.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.judge.Verdict.Answer;
import dev.meshscope.core.judge.Verdict.Decision;
import dev.meshscope.core.judge.Verdict.Step;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds for every evidence there can be: all flags, claims, states of the probe, and numbers
/// on both sides of their thresholds.
class JudgePropertiesTest {

  private static final List<Policy> POLICIES =
      Stream.of(Rule.values()).map(Policy.DEFAULT::with).toList();
  private static final long THRESHOLD = TimeUnit.SECONDS.toNanos(10);
  private static final List<Boolean> EITHER = List.of(false, true);
  private static final List<ProbeState> PROBES =
      List.of(
          new ProbeState.NotAsked(),
          new ProbeState.Waiting(1, 2),
          new ProbeState.Answered(1),
          new ProbeState.Unanswered(3));

  @Test
  void anotherKeyIsNeverPromoted() {
    always(
        verdict ->
            verdict.evidence().challenger().keyMatches()
                || (refused(verdict) && verdict.reason() == Reason.KEY_MISMATCH));
  }

  @Test
  void whatIsClosedIsAlwaysReplaced() {
    always(
        verdict ->
            !verdict.evidence().challenger().keyMatches()
                || verdict.evidence().incumbent().open()
                || (promoted(verdict) && verdict.reason() == Reason.INCUMBENT_CLOSED));
  }

  @Test
  void onlyProbeHolds() {
    always(verdict -> !held(verdict) || verdict.policy().rule() == Rule.PROBE);
  }

  @Test
  void anIncumbentThatAnsweredIsReplacedInItsDirectionOnlyForAReason() {
    probing(
        verdict -> {
          Evidence known = verdict.evidence();
          boolean answered =
              known.incumbent().open()
                  && known.sameDirection()
                  && known.incumbent().probe() instanceof ProbeState.Answered;
          boolean reason =
              known.challenger().older()
                  || known.challenger().claim() == Claim.DIFFERENT_PROVEN
                  || (known.challenger().claim() == Claim.SAME
                      && (known.incumbent().givenUp() || cannotProve(known)));
          return !answered || !promoted(verdict) || reason;
        });
  }

  @Test
  void anIncumbentThatMayStillAnswerIsReplacedOnlyOnProof() {
    probing(
        verdict -> {
          Evidence known = verdict.evidence();
          boolean open =
              known.incumbent().open()
                  && (known.incumbent().probe() instanceof ProbeState.NotAsked
                      || known.incumbent().probe() instanceof ProbeState.Waiting);
          boolean proof =
              known.challenger().claim() == Claim.DIFFERENT_PROVEN
                  || (known.challenger().claim() == Claim.SAME
                      && (known.incumbent().givenUp() || cannotProve(known)));
          return !open || !promoted(verdict) || proof;
        });
  }

  @Test
  void aSupersededLifeIsNeverPromotedWhileTheNewerOneStands() {
    probing(
        verdict ->
            verdict.evidence().challenger().claim() != Claim.SUPERSEDED
                || !verdict.evidence().incumbent().open()
                || refused(verdict));
  }

  @Test
  void aProvenRestartIsAlwaysPromoted() {
    probing(
        verdict ->
            verdict.evidence().challenger().claim() != Claim.DIFFERENT_PROVEN
                || !verdict.evidence().challenger().keyMatches()
                || promoted(verdict));
  }

  @Test
  void aFlappingSlotChangesHandsOnlyOnProofOrByTheRuleForTwoThatLive() {
    probing(
        verdict ->
            verdict.evidence().promotions() < Policy.FLAP_PROMOTIONS
                || !verdict.evidence().incumbent().open()
                || !promoted(verdict)
                || List.of(Reason.PEER_RESTARTED, Reason.DUPLICATE, Reason.DUAL_DIAL)
                    .contains(verdict.reason()));
  }

  @Test
  void onlyLastSeenLooksAtTheAge() {
    always(
        verdict -> {
          Evidence known = verdict.evidence();
          Verdict fresh = Judge.decide(verdict.policy(), with(known, 0));
          return verdict.policy().rule() == Rule.LAST_SEEN
              || (fresh.decision() == verdict.decision()
                  && fresh.reason() == verdict.reason()
                  && fresh.path().equals(verdict.path()));
        });
  }

  @Test
  void bothEndsChooseTheSameOfTwoOppositeTransportsThatLive() {
    always(
        verdict -> {
          if (verdict.reason() != Reason.DUAL_DIAL || !verdict.evidence().mayDisplace()) {
            return true;
          }
          Verdict sameOrder = Judge.decide(verdict.policy(), otherEnd(verdict.evidence(), false));
          Verdict crossed = Judge.decide(verdict.policy(), otherEnd(verdict.evidence(), true));
          return sameOrder.decision() == verdict.decision()
              && promoted(crossed) == refused(verdict)
              && refused(crossed) == promoted(verdict);
        });
  }

  @Test
  void bothEndsChooseTheSameOfTwoTransportsThatTheDiallerNumbered() {
    always(
        verdict -> {
          if (verdict.reason() != Reason.DUPLICATE || !verdict.evidence().mayDisplace()) {
            return true;
          }
          Verdict sameOrder = Judge.decide(verdict.policy(), otherEnd(verdict.evidence(), false));
          Verdict crossed = Judge.decide(verdict.policy(), otherEnd(verdict.evidence(), true));
          return sameOrder.decision() == verdict.decision()
              && promoted(crossed) == refused(verdict);
        });
  }

  @Test
  void theLastStepOfThePathIsWhatDecided() {
    always(
        verdict -> {
          Step last = verdict.path().getLast();
          boolean promoted = promoted(verdict);
          return switch (verdict.reason()) {
            case FIRST, PROOF_INVALID -> false;
            case KEY_MISMATCH -> !promoted && is(last, Question.KEY_MATCHES, Answer.NO);
            case INCUMBENT_CLOSED -> promoted && is(last, Question.INCUMBENT_OPEN, Answer.NO);
            case PEER_RESTARTED -> promoted && is(last, Question.RESTART_PROVEN, Answer.YES);
            case STALE -> promoted && is(last, Question.SILENT_BEYOND_THRESHOLD, Answer.YES);
            case PROVEN -> promoted && is(last, Question.INCUMBENT_CANNOT_PROVE, Answer.YES);
            case UNPROVEN ->
                refused(verdict) && is(last, Question.ONLY_INCUMBENT_PROVEN, Answer.YES);
            case NO_LONGER_HELD ->
                promoted
                    && is(last, Question.FLAPPING, Answer.NO)
                    && is(beforeLast(verdict), Question.STILL_HELD_BY_PEER, Answer.NO);
            case INCUMBENT_SILENT ->
                promoted
                    && is(last, Question.FLAPPING, Answer.NO)
                    && (is(beforeLast(verdict), Question.ONLY_INCUMBENT_PROVEN, Answer.NO)
                        || is(beforeLast(verdict), Question.INCUMBENT_ANSWERED, Answer.NO));
            case DUAL_DIAL ->
                !held(verdict)
                    && (is(last, Question.CHALLENGER_WINS_TIE, promoted ? Answer.YES : Answer.NO)
                        || (promoted && is(last, Question.MAY_DISPLACE, Answer.YES)));
            case DUPLICATE ->
                !held(verdict)
                    && (is(last, Question.CHALLENGER_OLDER, promoted ? Answer.YES : Answer.NO)
                        || (!promoted && is(last, Question.PEER_HAS_SETTLED, Answer.YES)));
            case SUPERSEDED, CLONE ->
                refused(verdict) && is(last, Question.INCARNATION_SUPERSEDED, Answer.YES);
            case ASKING -> held(verdict) && is(last, Question.PROOF_OUTSTANDING, Answer.OPEN);
            case SETTLING -> held(verdict) && is(last, Question.PEER_HAS_SETTLED, Answer.OPEN);
            case PROBING -> held(verdict) && is(last, Question.INCUMBENT_ANSWERED, Answer.OPEN);
            case FLAPPING -> held(verdict) && is(last, Question.FLAPPING, Answer.YES);
          };
        });
  }

  @Test
  void noQuestionIsAskedTwiceAndOnlyTheLastCanStayOpen() {
    always(
        verdict -> {
          List<Step> path = verdict.path();
          long different = path.stream().map(Step::question).distinct().count();
          boolean answered =
              path.subList(0, path.size() - 1).stream()
                  .noneMatch(step -> step.answer() == Answer.OPEN);
          return different == path.size() && answered;
        });
  }

  @Test
  void theOtherPoliciesAreTheTwoThatAreNotThisOne() {
    assertThat(Policy.DEFAULT.others())
        .containsExactly(
            Policy.DEFAULT.with(Rule.LAST_SEEN), Policy.DEFAULT.with(Rule.CLOSED_FLAG));
  }

  @Test
  void theProbeWaitIsClampedAndThenLengthenedByOurOwnLag() {
    assertThat(Policy.DEFAULT.probeWaitNs(-1, 0)).isEqualTo(millis(1_500));
    assertThat(Policy.DEFAULT.probeWaitNs(millis(1), 0)).isEqualTo(millis(500));
    assertThat(Policy.DEFAULT.probeWaitNs(millis(100), 0)).isEqualTo(millis(600));
    assertThat(Policy.DEFAULT.probeWaitNs(millis(400), 0)).isEqualTo(millis(1_500));
    assertThat(Policy.DEFAULT.probeWaitNs(millis(400), millis(70))).isEqualTo(millis(1_570));
    assertThat(Policy.DEFAULT.probeWaitNs(millis(100), -1)).isEqualTo(millis(600));
  }

  private static boolean cannotProve(Evidence known) {
    return known.incumbent().proof() == Evidence.Proof.MISSING;
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private interface Property {
    boolean holds(Verdict verdict);
  }

  private static void always(Property property) {
    everyEvidence(known -> POLICIES.forEach(policy -> check(policy, known, property)));
  }

  private static void probing(Property property) {
    everyEvidence(known -> check(Policy.DEFAULT, known, property));
  }

  private static void check(Policy policy, Evidence known, Property property) {
    Verdict verdict = Judge.decide(policy, known);
    if (!property.holds(verdict)) {
      throw new AssertionError("does not hold for " + verdict);
    }
  }

  private static void everyEvidence(Consumer<Evidence> with) {
    for (int flags = 0; flags < 256; flags++) {
      for (Claim claim : Claim.values()) {
        for (ProbeState probe : PROBES) {
          for (long silent : new long[] {0, THRESHOLD, THRESHOLD + 1}) {
            for (int promotions : new int[] {0, 2, 3}) {
              with.accept(known(flags, claim, probe, silent, promotions, 1).build());
            }
          }
          with.accept(known(flags, claim, probe, 0, 0, 2).build());
          for (Evidence.Standing standing : Evidence.Standing.values()) {
            for (Evidence.Proof proof : Evidence.Proof.values()) {
              with.accept(
                  known(flags, claim, probe, 0, 0, 1)
                      .standing(standing)
                      .incumbentProof(proof)
                      .build());
            }
          }
        }
      }
    }
  }

  private static EvidenceBuilder known(
      int flags, Claim claim, ProbeState probe, long silent, int promotions, int returns) {
    return evidence()
        .claims(claim)
        .open(EITHER.get(flags & 1))
        .outbound(EITHER.get(flags >> 1 & 1), EITHER.get(flags >> 2 & 1))
        .smaller(EITHER.get(flags >> 3 & 1))
        .older(EITHER.get(flags >> 4 & 1))
        .key(EITHER.get(flags >> 5 & 1))
        .ours(EITHER.get(flags >> 6 & 1))
        .givenUp(EITHER.get(flags >> 7 & 1))
        .probe(probe)
        .silent(silent)
        .promotions(promotions)
        .returns(returns);
  }

  /// The same two transports as the other end sees them.
  ///
  /// @param crossed whether the other end holds as incumbent what is the challenger here
  private static Evidence otherEnd(Evidence here, boolean crossed) {
    boolean first = crossed ? here.challenger().outbound() : here.incumbent().outbound();
    boolean second = crossed ? here.incumbent().outbound() : here.challenger().outbound();
    Evidence.Incumbent incumbent = here.incumbent();
    Evidence.Challenger challenger = here.challenger();
    return new Evidence(
        new Evidence.Incumbent(
            incumbent.id(),
            true,
            incumbent.silentNs(),
            !first,
            incumbent.proof(),
            incumbent.givenUp(),
            incumbent.probe()),
        new Evidence.Challenger(
            challenger.id(),
            !second,
            crossed != challenger.older(),
            challenger.standing(),
            true,
            challenger.claim(),
            challenger.ours(),
            challenger.supersededReturns()),
        !here.selfIsSmaller(),
        here.promotions());
  }

  private static Evidence with(Evidence known, long silentNs) {
    return new Evidence(
        known.incumbent().silent(silentNs),
        known.challenger(),
        known.selfIsSmaller(),
        known.promotions());
  }

  private static boolean is(Step step, Question question, Answer answer) {
    return step.equals(new Step(question, answer));
  }

  private static Step beforeLast(Verdict verdict) {
    return verdict.path().get(verdict.path().size() - 2);
  }

  private static boolean promoted(Verdict verdict) {
    return verdict.decision() == Decision.PROMOTE;
  }

  private static boolean refused(Verdict verdict) {
    return verdict.decision() == Decision.REFUSE;
  }

  private static boolean held(Verdict verdict) {
    return verdict.decision() == Decision.HOLD;
  }
}
