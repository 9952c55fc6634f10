package dev.meshscope.ui.text;

import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.text.Spans;

/// Why a verdict came out as it did, in words, with the number that carried it. Pure; on any
/// thread.
public final class Reasons {
  private Reasons() {}

  /// A rule, with its threshold if that decides.
  public static String rule(Policy policy) {
    return policy.rule() == Rule.LAST_SEEN
        ? Words.of("rule.after", policy.rule().id(), Spans.plain(policy.staleAfterNs()))
        : policy.rule().id();
  }

  /// The reason of this verdict.
  public static String because(Verdict verdict) {
    String silent = Spans.precise(verdict.evidence().incumbent().silentNs());
    Reason reason = verdict.reason();
    boolean kept = reason == Reason.DUPLICATE && verdict.decision() == Verdict.Decision.REFUSE;
    if (kept && verdict.policy().rule() == Rule.LAST_SEEN) {
      return Words.of("because.duplicate-fresh", silent);
    }
    if (kept && verdict.policy().rule() == Rule.CLOSED_FLAG) {
      return Words.of("because.duplicate-open");
    }
    String key = "because." + reason.id();
    return Words.has(key) ? Words.of(key, silent) : Words.word(reason, "reason");
  }
}
