package dev.meshscope.core.judge;

import dev.meshscope.core.judge.Verdict.Answer;
import dev.meshscope.core.judge.Verdict.Decision;
import dev.meshscope.core.judge.Verdict.Step;
import java.util.ArrayList;
import java.util.List;

/// Who keeps the slot when a peer dials again (DESIGN 3). Pure; called from every path that needs
/// an answer, on any thread.
///
/// ```
///               key matches? --no--> REFUSE key-mismatch
///            incumbent open? --no--> PROMOTE incumbent-closed
///  closed-flag ----------------------------------------.
///  last-seen:  silent beyond threshold? --yes--> PROMOTE stale
///  probe:      superseded? --yes--> REFUSE superseded / clone
///              restart proven? --yes--> PROMOTE peer-restarted
///   same life: incumbent cannot prove? --yes--> PROMOTE proven
///              still held by peer? --no--> (flapping? HOLD) PROMOTE no-longer-held
///              incumbent answered? --open--> HOLD probing
///                                  --no----> proof outstanding? --yes--> HOLD asking
///                                            only it has proven? --yes--> REFUSE unproven
///                                            (flapping? HOLD) PROMOTE incumbent-silent
///              proof outstanding? --yes--> HOLD asking  |
///  two live transports: <------------------------------'
///     same direction: the older stays   -> REFUSE duplicate / PROMOTE duplicate
///     opposite: smaller id's outbound   -> REFUSE dual-dial / PROMOTE dual-dial
///               probe, unless proven: has the peer settled crossed dials by closing one?
///                                  --open--> HOLD settling
///                                  --yes---> REFUSE duplicate
/// ```
public final class Judge {

  private final Policy policy;
  private final Evidence evidence;
  private final List<Step> path;

  private Judge(Policy policy, Evidence evidence) {
    this.policy = policy;
    this.evidence = evidence;
    this.path = new ArrayList<>();
  }

  /// Decides one contested slot.
  public static Verdict decide(Policy policy, Evidence evidence) {
    return new Judge(policy, evidence).decide();
  }

  /// What each other rule would have decided on the same evidence.
  public static List<Verdict> others(Verdict verdict) {
    return verdict.policy().others().stream()
        .map(other -> decide(other, verdict.evidence()))
        .toList();
  }

  private Verdict decide() {
    if (!ask(Question.KEY_MATCHES, evidence.challenger().keyMatches())) {
      return refuse(Reason.KEY_MISMATCH);
    }
    if (!ask(Question.INCUMBENT_OPEN, evidence.incumbent().open())) {
      return promote(Reason.INCUMBENT_CLOSED);
    }
    return switch (policy.rule()) {
      case CLOSED_FLAG -> twoLive();
      case LAST_SEEN -> {
        boolean stale = evidence.incumbent().silentNs() > policy.staleAfterNs();
        yield ask(Question.SILENT_BEYOND_THRESHOLD, stale) ? promote(Reason.STALE) : twoLive();
      }
      case PROBE -> probe();
    };
  }

  private Verdict probe() {
    if (ask(Question.INCARNATION_SUPERSEDED, evidence.challenger().claim() == Claim.SUPERSEDED)) {
      return refuse(
          evidence.challenger().supersededReturns() > 1 ? Reason.CLONE : Reason.SUPERSEDED);
    }
    // Each incarnation can be promoted only once, so a proven restart can never oscillate: no
    // damping.
    if (ask(Question.RESTART_PROVEN, evidence.challenger().claim() == Claim.DIFFERENT_PROVEN)) {
      return promote(Reason.PEER_RESTARTED);
    }
    if (evidence.challenger().claim() == Claim.SAME
        && ask(
            Question.INCUMBENT_CANNOT_PROVE,
            evidence.incumbent().proof() == Evidence.Proof.MISSING)) {
      return promote(Reason.PROVEN);
    }
    if (evidence.challenger().claim() == Claim.SAME
        && !ask(Question.STILL_HELD_BY_PEER, !evidence.incumbent().givenUp())) {
      return promoteUnlessFlapping(Reason.NO_LONGER_HELD);
    }
    return switch (evidence.incumbent().probe()) {
      case ProbeState.NotAsked() -> hold(Question.INCUMBENT_ANSWERED, Reason.PROBING);
      case ProbeState.Waiting(long forNs, long waitNs) ->
          hold(Question.INCUMBENT_ANSWERED, Reason.PROBING);
      case ProbeState.Unanswered(long forNs) -> {
        ask(Question.INCUMBENT_ANSWERED, false);
        yield silent();
      }
      case ProbeState.Answered(long afterNs) -> {
        ask(Question.INCUMBENT_ANSWERED, true);
        boolean unproven =
            evidence.challenger().claim() == Claim.DIFFERENT_UNPROVEN
                || evidence.challenger().claim() == Claim.SAME_UNPROVEN;
        yield unproven ? hold(Question.PROOF_OUTSTANDING, Reason.ASKING) : twoLive();
      }
    };
  }

  /// Who says that it can prove itself is let in when it has. A node that has proven itself once
  /// always can: whoever claims to be it and does not is not let in over it, not even while it is
  /// silent. Its heartbeat ends it soon enough.
  private Verdict silent() {
    if (evidence.challenger().claim() == Claim.SAME) {
      return promoteUnlessFlapping(Reason.INCUMBENT_SILENT);
    }
    boolean pending =
        evidence.challenger().claim() == Claim.DIFFERENT_UNPROVEN
            || evidence.challenger().claim() == Claim.SAME_UNPROVEN;
    if (pending) {
      return hold(Question.PROOF_OUTSTANDING, Reason.ASKING);
    }
    boolean incumbentOnly =
        evidence.incumbent().proof() == Evidence.Proof.GIVEN && !evidence.mayDisplace();
    return ask(Question.ONLY_INCUMBENT_PROVEN, incumbentOnly)
        ? refuse(Reason.UNPROVEN)
        : promoteUnlessFlapping(Reason.INCUMBENT_SILENT);
  }

  private Verdict twoLive() {
    if (ask(Question.SAME_DIRECTION, evidence.sameDirection())) {
      return ask(Question.CHALLENGER_OLDER, evidence.challenger().older())
          ? promote(Reason.DUPLICATE)
          : refuse(Reason.DUPLICATE);
    }
    if (!ask(Question.CHALLENGER_WINS_TIE, evidence.challengerWinsTie())) {
      return refuse(Reason.DUAL_DIAL);
    }
    // The older rules know no proof.
    if (policy.rule() != Rule.PROBE || ask(Question.MAY_DISPLACE, evidence.mayDisplace())) {
      return promote(Reason.DUAL_DIAL);
    }
    if (evidence.challenger().standing() == Evidence.Standing.CROSSED) {
      return hold(Question.PEER_HAS_SETTLED, Reason.SETTLING);
    }
    ask(Question.PEER_HAS_SETTLED, true);
    return refuse(Reason.DUPLICATE);
  }

  private Verdict promoteUnlessFlapping(Reason reason) {
    boolean flapping = evidence.promotions() >= Policy.FLAP_PROMOTIONS;
    return ask(Question.FLAPPING, flapping)
        ? verdict(Decision.HOLD, Reason.FLAPPING)
        : promote(reason);
  }

  private boolean ask(Question question, boolean answer) {
    path.add(new Step(question, answer ? Answer.YES : Answer.NO));
    return answer;
  }

  private Verdict hold(Question open, Reason reason) {
    path.add(new Step(open, Answer.OPEN));
    return verdict(Decision.HOLD, reason);
  }

  private Verdict promote(Reason reason) {
    return verdict(Decision.PROMOTE, reason);
  }

  private Verdict refuse(Reason reason) {
    return verdict(Decision.REFUSE, reason);
  }

  private Verdict verdict(Decision decision, Reason reason) {
    return new Verdict(policy, decision, reason, path, evidence);
  }
}
