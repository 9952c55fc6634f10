package dev.meshscope.core.dial;

import java.util.Locale;

/// Whether to dial, and why.
///
/// @param decision what to do
/// @param reason the branch of the rule that fired
/// @param waitNs for [Decision#WAIT]: how long until we dial if nothing comes in between; for
///   [Decision#ASK]: how long the link may still take to answer, 0 if it has not been asked yet;
///   else 0
/// @param evidence what was known
public record DialVerdict(Decision decision, Reason reason, long waitNs, DialEvidence evidence) {

  /// What to do.
  public enum Decision {
    /// Dial now.
    DIAL,
    /// Later, if nothing comes in between.
    WAIT,
    /// Ask the link that stands whether it still answers.
    ASK,
    /// Do not dial.
    LEAVE;

    /// As in events: `dial`.
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Why.
  public enum Reason {
    /// Dial: it is seen, and nothing stands between us.
    DISCOVERED,
    /// Dial: it was the peer's turn, and it did not.
    FALLBACK,
    /// Dial: another life is announced, and the link that stands does not answer.
    LINK_SILENT,
    /// Wait: the peer's node id is the smaller one.
    THEIR_TURN,
    /// Wait: the peer may be about to dial us.
    MAY_DIAL_US,
    /// Wait: the last dials of this address came to nothing, or another address is tried first.
    RESTING,
    /// Wait: the address was dialled in vain for others who were announced there.
    ADDRESS_RESTING,
    /// Wait: too much is being dialled already.
    TOO_MANY_DIALS,
    /// Ask: another life is announced while a link stands.
    ASKING,
    /// Leave: what stands leads to whom is announced.
    CONNECTED,
    /// Leave: another life was announced, and the link answers.
    LINK_ANSWERS,
    /// Leave: it is announced where its link does not lead to, and the link answers.
    ANNOUNCED_ELSEWHERE,
    /// Leave: a dial is out already.
    UNDER_WAY,
    /// Leave: whoever listens there does not belong to us.
    LEFT_ALONE;

    /// As in events: `link-silent`.
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
