package dev.meshscope.core.judge;

import dev.meshscope.core.judge.RulePath.Ask;
import dev.meshscope.core.judge.RulePath.End;
import dev.meshscope.core.judge.Verdict.Decision;
import java.util.List;
import java.util.Map;

/// The three rules as trees, built from their ends to their first questions: a question added to
/// [Judge] is added here, or `RulePathTest` fails. Immutable; on any thread.
final class RuleTrees {
  private RuleTrees() {}

  private static final RulePath TWO_LIVE = twoLive(promote(Reason.DUAL_DIAL));

  static final RulePath CLOSED_FLAG = contested(TWO_LIVE);

  static final RulePath LAST_SEEN =
      contested(ask(Question.SILENT_BEYOND_THRESHOLD).yes(promote(Reason.STALE)).no(TWO_LIVE));

  static final RulePath PROBE = contested(probe());

  private static RulePath probe() {
    RulePath twoLive =
        twoLive(
            ask(Question.MAY_DISPLACE)
                .yes(promote(Reason.DUAL_DIAL))
                .no(
                    ask(Question.PEER_HAS_SETTLED)
                        .open(hold(Reason.SETTLING))
                        .yes(refuse(Reason.DUPLICATE))));
    RulePath proof = ask(Question.PROOF_OUTSTANDING).open(hold(Reason.ASKING)).orElse(twoLive);
    // Who is asked whether it still holds the incumbent has proven that it is the same process.
    RulePath held =
        ask(Question.INCUMBENT_CANNOT_PROVE)
            .yes(promote(Reason.PROVEN))
            .no(
                ask(Question.STILL_HELD_BY_PEER)
                    .no(unlessFlapping(Reason.NO_LONGER_HELD))
                    .yes(answered(twoLive, unlessFlapping(Reason.INCUMBENT_SILENT))))
            .orElse(answered(proof, silent()));
    RulePath restarted = ask(Question.RESTART_PROVEN).yes(promote(Reason.PEER_RESTARTED)).no(held);
    return ask(Question.INCARNATION_SUPERSEDED)
        .yes(refuse(Reason.SUPERSEDED, Reason.CLONE))
        .no(restarted);
  }

  /// @param winner what becomes of a challenger that wins the tie of two opposite dials
  private static RulePath twoLive(RulePath winner) {
    return ask(Question.SAME_DIRECTION)
        .yes(
            ask(Question.CHALLENGER_OLDER)
                .yes(promote(Reason.DUPLICATE))
                .no(refuse(Reason.DUPLICATE)))
        .no(ask(Question.CHALLENGER_WINS_TIE).yes(winner).no(refuse(Reason.DUAL_DIAL)));
  }

  private static RulePath silent() {
    return ask(Question.PROOF_OUTSTANDING)
        .open(hold(Reason.ASKING))
        .orElse(
            ask(Question.ONLY_INCUMBENT_PROVEN)
                .yes(refuse(Reason.UNPROVEN))
                .no(unlessFlapping(Reason.INCUMBENT_SILENT)));
  }

  private static RulePath answered(RulePath next, RulePath silent) {
    return ask(Question.INCUMBENT_ANSWERED).open(hold(Reason.PROBING)).no(silent).yes(next);
  }

  /// What every rule asks first.
  private static RulePath contested(RulePath next) {
    return ask(Question.KEY_MATCHES)
        .no(refuse(Reason.KEY_MISMATCH))
        .yes(ask(Question.INCUMBENT_OPEN).no(promote(Reason.INCUMBENT_CLOSED)).yes(next));
  }

  private static RulePath unlessFlapping(Reason reason) {
    return ask(Question.FLAPPING).yes(hold(Reason.FLAPPING)).no(promote(reason));
  }

  private static Ask ask(Question question) {
    return new Ask(question, Map.of(), null);
  }

  private static End promote(Reason reason) {
    return new End(Decision.PROMOTE, List.of(reason));
  }

  private static End refuse(Reason... reasons) {
    return new End(Decision.REFUSE, List.of(reasons));
  }

  private static End hold(Reason reason) {
    return new End(Decision.HOLD, List.of(reason));
  }
}
