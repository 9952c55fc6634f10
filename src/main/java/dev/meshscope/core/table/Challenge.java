package dev.meshscope.core.table;

import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.TransportId;
import org.jspecify.annotations.Nullable;

/// A newcomer that waits for a contested slot.
///
/// @param challenger who waits
/// @param heldNs since when somebody waits: another newcomer's wait goes on with this one
/// @param sinceNs when the incumbent was asked; earlier than that if a ping was out already, and
///   unanswered for longer than a probe may take
/// @param probeWaitNs how long the incumbent may take to answer
/// @param answeredNs when it did; -1 until then
/// @param said the last verdict told; null before the first
public record Challenge(
    TransportId challenger,
    long heldNs,
    long sinceNs,
    long probeWaitNs,
    long answeredNs,
    @Nullable Verdict said) {

  Challenge answered(long atNs) {
    return new Challenge(challenger, heldNs, sinceNs, probeWaitNs, atNs, said);
  }

  Challenge said(Verdict verdict) {
    return new Challenge(challenger, heldNs, sinceNs, probeWaitNs, answeredNs, verdict);
  }
}
