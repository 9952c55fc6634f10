package dev.meshscope.core.judge;

import static dev.meshscope.core.judge.EvidenceBuilder.evidence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.meshscope.core.judge.Verdict.Answer;
import dev.meshscope.core.judge.Verdict.Decision;
import dev.meshscope.core.judge.Verdict.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every branch of every policy, with the whole verdict. A line of a table reads: case, evidence,
/// verdict, path.
class JudgeTest {

  private static final Policy PROBE = Policy.DEFAULT;
  private static final Policy LAST_SEEN = Policy.DEFAULT.with(Rule.LAST_SEEN);
  private static final Policy CLOSED_FLAG = Policy.DEFAULT.with(Rule.CLOSED_FLAG);

  private static final ProbeState WAITING = new ProbeState.Waiting(3, 500);
  private static final ProbeState ANSWERED = new ProbeState.Answered(4);
  private static final ProbeState UNANSWERED = new ProbeState.Unanswered(501);

  private static final String OPEN = "KEY_MATCHES yes, INCUMBENT_OPEN yes";
  private static final String UNRESTARTED = OPEN + ", INCARNATION_SUPERSEDED no, RESTART_PROVEN no";
  private static final String HELD =
      UNRESTARTED + ", INCUMBENT_CANNOT_PROVE no, STILL_HELD_BY_PEER yes";
  private static final String FRESH = OPEN + ", SILENT_BEYOND_THRESHOLD no";
  private static final long THRESHOLD = TimeUnit.SECONDS.toNanos(10);

  static Stream<Arguments> anyPolicy() {
    return Stream.of(
        arguments(
            "another key than the pinned one",
            evidence().key(false),
            "refuse key-mismatch",
            "KEY_MATCHES no"),
        arguments(
            "another key, although the incumbent is closed",
            evidence().key(false).closed(),
            "refuse key-mismatch",
            "KEY_MATCHES no"),
        arguments(
            "another key, although a restart is claimed with proof",
            evidence().key(false).claims(Claim.DIFFERENT_PROVEN),
            "refuse key-mismatch",
            "KEY_MATCHES no"),
        arguments(
            "the incumbent is closed",
            evidence().closed(),
            "promote incumbent-closed",
            "KEY_MATCHES yes, INCUMBENT_OPEN no"),
        arguments(
            "the incumbent is closed, and the newcomer is an older life",
            evidence().closed().claims(Claim.SUPERSEDED),
            "promote incumbent-closed",
            "KEY_MATCHES yes, INCUMBENT_OPEN no"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("anyPolicy")
  void everyPolicyBeginsAlike(String name, EvidenceBuilder known, String verdict, String path) {
    for (Policy policy : List.of(PROBE, LAST_SEEN, CLOSED_FLAG)) {
      check(policy, known, verdict, path);
    }
  }

  static Stream<Arguments> closedFlag() {
    return Stream.of(
        arguments(
            "same direction: the old stays",
            evidence(),
            "refuse duplicate",
            OPEN + ", SAME_DIRECTION yes, CHALLENGER_OLDER no"),
        arguments(
            "however silent the old is",
            evidence().silent(TimeUnit.HOURS.toNanos(2)).probe(UNANSWERED),
            "refuse duplicate",
            OPEN + ", SAME_DIRECTION yes, CHALLENGER_OLDER no"),
        arguments(
            "even if a restart is proven",
            evidence().claims(Claim.DIFFERENT_PROVEN),
            "refuse duplicate",
            OPEN + ", SAME_DIRECTION yes, CHALLENGER_OLDER no"),
        arguments(
            "same direction, arrived late but dialled first",
            evidence().claims(Claim.SAME).older(true),
            "promote duplicate",
            OPEN + ", SAME_DIRECTION yes, CHALLENGER_OLDER yes"),
        arguments(
            "opposite, we are smaller, ours is the newcomer",
            evidence().outbound(false, true),
            "promote dual-dial",
            OPEN + ", SAME_DIRECTION no, CHALLENGER_WINS_TIE yes"),
        arguments(
            "opposite, we are smaller, theirs is the newcomer",
            evidence().outbound(true, false),
            "refuse dual-dial",
            OPEN + ", SAME_DIRECTION no, CHALLENGER_WINS_TIE no"),
        arguments(
            "opposite, we are larger, theirs is the newcomer",
            evidence().outbound(true, false).larger(),
            "promote dual-dial",
            OPEN + ", SAME_DIRECTION no, CHALLENGER_WINS_TIE yes"),
        arguments(
            "opposite, we are larger, ours is the newcomer",
            evidence().outbound(false, true).larger(),
            "refuse dual-dial",
            OPEN + ", SAME_DIRECTION no, CHALLENGER_WINS_TIE no"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("closedFlag")
  void closedFlagReplacesOnlyWhatIsClosed(
      String name, EvidenceBuilder known, String verdict, String path) {
    check(CLOSED_FLAG, known, verdict, path);
  }

  static Stream<Arguments> lastSeen() {
    return Stream.of(
        arguments(
            "silent for exactly the threshold: not stale",
            evidence().silent(THRESHOLD),
            "refuse duplicate",
            FRESH + ", SAME_DIRECTION yes, CHALLENGER_OLDER no"),
        arguments(
            "silent for longer: stale",
            evidence().silent(THRESHOLD + 1),
            "promote stale",
            OPEN + ", SILENT_BEYOND_THRESHOLD yes"),
        arguments(
            "stale, although the tie would be the incumbent's",
            evidence().silent(THRESHOLD + 1).outbound(true, false),
            "promote stale",
            OPEN + ", SILENT_BEYOND_THRESHOLD yes"),
        arguments(
            "fresh, restarted within the threshold: refused all the same",
            evidence().claims(Claim.DIFFERENT_PROVEN).probe(UNANSWERED),
            "refuse duplicate",
            FRESH + ", SAME_DIRECTION yes, CHALLENGER_OLDER no"),
        arguments(
            "fresh, dialled first",
            evidence().older(true),
            "promote duplicate",
            FRESH + ", SAME_DIRECTION yes, CHALLENGER_OLDER yes"),
        arguments(
            "fresh, opposite, the tie is the newcomer's",
            evidence().outbound(false, true),
            "promote dual-dial",
            FRESH + ", SAME_DIRECTION no, CHALLENGER_WINS_TIE yes"),
        arguments(
            "fresh, opposite, the tie is the incumbent's",
            evidence().outbound(true, false),
            "refuse dual-dial",
            FRESH + ", SAME_DIRECTION no, CHALLENGER_WINS_TIE no"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lastSeen")
  void lastSeenReplacesWhatWasNotHeardForTheThreshold(
      String name, EvidenceBuilder known, String verdict, String path) {
    check(LAST_SEEN, known, verdict, path);
  }

  static Stream<Arguments> probe() {
    return Stream.of(
        arguments(
            "a superseded life comes back",
            evidence().claims(Claim.SUPERSEDED).probe(UNANSWERED),
            "refuse superseded",
            OPEN + ", INCARNATION_SUPERSEDED yes"),
        arguments(
            "it comes back twice in a minute",
            evidence().claims(Claim.SUPERSEDED).returns(2),
            "refuse clone",
            OPEN + ", INCARNATION_SUPERSEDED yes"),
        arguments(
            "a restart, proven",
            evidence().claims(Claim.DIFFERENT_PROVEN).probe(WAITING),
            "promote peer-restarted",
            OPEN + ", INCARNATION_SUPERSEDED no, RESTART_PROVEN yes"),
        arguments(
            "a restart, proven, for the fourth time in a minute",
            evidence().claims(Claim.DIFFERENT_PROVEN).probe(ANSWERED).promotions(3),
            "promote peer-restarted",
            OPEN + ", INCARNATION_SUPERSEDED no, RESTART_PROVEN yes"),
        arguments(
            "the same life no longer holds the incumbent",
            evidence().claims(Claim.SAME).givenUp(true).probe(ANSWERED),
            "promote no-longer-held",
            UNRESTARTED + ", INCUMBENT_CANNOT_PROVE no, STILL_HELD_BY_PEER no, FLAPPING no"),
        arguments(
            "the same life gives up one after the other",
            evidence().claims(Claim.SAME).givenUp(true).promotions(3),
            "hold flapping",
            UNRESTARTED + ", INCUMBENT_CANNOT_PROVE no, STILL_HELD_BY_PEER no, FLAPPING yes"),
        arguments(
            "the same life still holds it; nobody asked it yet",
            evidence().claims(Claim.SAME),
            "hold probing",
            HELD + ", INCUMBENT_ANSWERED open"),
        arguments(
            "nobody asked the incumbent yet",
            evidence(),
            "hold probing",
            UNRESTARTED + ", INCUMBENT_ANSWERED open"),
        arguments(
            "the incumbent still has time",
            evidence().probe(WAITING),
            "hold probing",
            UNRESTARTED + ", INCUMBENT_ANSWERED open"),
        arguments(
            "a raw incumbent is silent",
            evidence().probe(UNANSWERED),
            "promote incumbent-silent",
            UNRESTARTED + ", INCUMBENT_ANSWERED no, ONLY_INCUMBENT_PROVEN no, FLAPPING no"),
        arguments(
            "the incumbent is silent, the proof has not come",
            evidence().claims(Claim.DIFFERENT_UNPROVEN).probe(UNANSWERED),
            "hold asking",
            UNRESTARTED + ", INCUMBENT_ANSWERED no, PROOF_OUTSTANDING open"),
        arguments(
            "silent and proven, and the newcomer proves nothing",
            evidence()
                .standing(Evidence.Standing.UNPROVEN)
                .incumbentProof(Evidence.Proof.GIVEN)
                .probe(UNANSWERED),
            "refuse unproven",
            UNRESTARTED + ", INCUMBENT_ANSWERED no, ONLY_INCUMBENT_PROVEN yes"),
        arguments(
            "silent and proven, the newcomer may still prove itself",
            evidence()
                .claims(Claim.DIFFERENT_UNPROVEN)
                .standing(Evidence.Standing.UNPROVEN)
                .incumbentProof(Evidence.Proof.GIVEN)
                .probe(UNANSWERED),
            "hold asking",
            UNRESTARTED + ", INCUMBENT_ANSWERED no, PROOF_OUTSTANDING open"),
        arguments(
            "the same life, proven, over one that only claims it",
            evidence().claims(Claim.SAME).incumbentProof(Evidence.Proof.MISSING),
            "promote proven",
            UNRESTARTED + ", INCUMBENT_CANNOT_PROVE yes"),
        arguments(
            "silent, the third promotion in a minute",
            evidence().probe(UNANSWERED).promotions(2),
            "promote incumbent-silent",
            UNRESTARTED + ", INCUMBENT_ANSWERED no, ONLY_INCUMBENT_PROVEN no, FLAPPING no"),
        arguments(
            "silent, the fourth promotion in a minute",
            evidence().probe(UNANSWERED).promotions(3),
            "hold flapping",
            UNRESTARTED + ", INCUMBENT_ANSWERED no, ONLY_INCUMBENT_PROVEN no, FLAPPING yes"),
        arguments(
            "the incumbent answered, the proof has not come",
            evidence().claims(Claim.DIFFERENT_UNPROVEN).probe(ANSWERED),
            "hold asking",
            UNRESTARTED + ", INCUMBENT_ANSWERED yes, PROOF_OUTSTANDING open"),
        arguments(
            "answered, same direction: the older stays, however long it had been silent",
            evidence().probe(ANSWERED).silent(TimeUnit.HOURS.toNanos(1)),
            "refuse duplicate",
            UNRESTARTED + ", INCUMBENT_ANSWERED yes, SAME_DIRECTION yes, CHALLENGER_OLDER no"),
        arguments(
            "answered, same life, the newcomer was dialled first",
            evidence().claims(Claim.SAME).older(true).probe(ANSWERED),
            "promote duplicate",
            HELD + ", INCUMBENT_ANSWERED yes, SAME_DIRECTION yes, CHALLENGER_OLDER yes"),
        arguments(
            "answered, opposite, the tie is the newcomer's",
            evidence().outbound(false, true).probe(ANSWERED),
            "promote dual-dial",
            UNRESTARTED
                + ", INCUMBENT_ANSWERED yes, SAME_DIRECTION no, CHALLENGER_WINS_TIE yes,"
                + " MAY_DISPLACE yes"),
        arguments(
            "answered, opposite, the tie is that of a newcomer that has proven nothing",
            evidence().outbound(false, true).standing(Evidence.Standing.UNPROVEN).probe(ANSWERED),
            "refuse duplicate",
            UNRESTARTED
                + ", INCUMBENT_ANSWERED yes, SAME_DIRECTION no, CHALLENGER_WINS_TIE yes,"
                + " MAY_DISPLACE no, PEER_HAS_SETTLED yes"),
        arguments(
            "answered, opposite, the dials crossed and the peer may still close one",
            evidence().outbound(false, true).standing(Evidence.Standing.CROSSED).probe(ANSWERED),
            "hold settling",
            UNRESTARTED
                + ", INCUMBENT_ANSWERED yes, SAME_DIRECTION no, CHALLENGER_WINS_TIE yes,"
                + " MAY_DISPLACE no, PEER_HAS_SETTLED open"),
        arguments(
            "answered, who says it is the same life has not proven it",
            evidence().claims(Claim.SAME_UNPROVEN).givenUp(true).probe(ANSWERED),
            "hold asking",
            UNRESTARTED + ", INCUMBENT_ANSWERED yes, PROOF_OUTSTANDING open"),
        arguments(
            "answered, opposite, the tie is the incumbent's",
            evidence().outbound(true, false).probe(ANSWERED),
            "refuse dual-dial",
            UNRESTARTED + ", INCUMBENT_ANSWERED yes, SAME_DIRECTION no, CHALLENGER_WINS_TIE no"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("probe")
  void probeHoldsAsksProbesAndPromotes(
      String name, EvidenceBuilder known, String verdict, String path) {
    check(PROBE, known, verdict, path);
  }

  private static void check(Policy policy, EvidenceBuilder known, String verdict, String path) {
    String[] words = verdict.split(" ");
    Evidence evidence = known.build();

    assertThat(Judge.decide(policy, evidence))
        .isEqualTo(
            new Verdict(
                policy,
                Decision.valueOf(words[0].toUpperCase(Locale.ROOT)),
                Reason.valueOf(words[1].toUpperCase(Locale.ROOT).replace('-', '_')),
                steps(path),
                evidence));
  }

  private static List<Step> steps(String path) {
    return Arrays.stream(path.split(", "))
        .map(step -> step.split(" "))
        .map(
            step ->
                new Step(
                    Question.valueOf(step[0]), Answer.valueOf(step[1].toUpperCase(Locale.ROOT))))
        .toList();
  }
}
