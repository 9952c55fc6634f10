package dev.meshscope.core.judge;

/// All that is known when a slot is contested. The judge sees nothing else.
///
/// @param incumbent the transport number that holds the slot
/// @param challenger the transport number that wants it; 0 for a redial that has not happened
/// @param incumbentOpen whether our side of the incumbent is still open
/// @param silentNs how long the incumbent was not heard; 0 or more
/// @param incumbentOutbound whether we dialled the incumbent
/// @param challengerOutbound whether we dialled the challenger
/// @param selfIsSmaller whether our node id is the smaller of the two
/// @param challengerIsOlder for two transports of one direction: whether the dialler dialled the
///   challenger first, however the two arrived; never for who has proven nothing
/// @param standing what speaks for the newcomer against an incumbent that answers
/// @param incumbentProof whether the incumbent has proven its key
/// @param keyMatches whether the newcomer presents the key that is pinned for its node id
/// @param claim what the newcomer's incarnation says
/// @param ours whether the newcomer speaks the Meshscope extra
/// @param incumbentGivenUp whether the peer says that it no longer holds the incumbent
/// @param supersededReturns how often a superseded incarnation came back in the last 60 s, this
///   time included
/// @param probe what is known of the incumbent's voice
/// @param promotions of this slot in the last 60 s
public record Evidence(
    long incumbent,
    long challenger,
    boolean incumbentOpen,
    long silentNs,
    boolean incumbentOutbound,
    boolean challengerOutbound,
    boolean selfIsSmaller,
    boolean challengerIsOlder,
    Standing standing,
    Proof incumbentProof,
    boolean keyMatches,
    Claim claim,
    boolean ours,
    boolean incumbentGivenUp,
    int supersededReturns,
    ProbeState probe,
    int promotions) {

  /// Where the incumbent's proof stands.
  public enum Proof {
    /// It has proven its key.
    GIVEN,
    /// It may still come.
    PENDING,
    /// It had the time to come, or cannot: a node without our extra.
    MISSING
  }

  /// What speaks for a newcomer against an incumbent that answers.
  public enum Standing {
    /// It has proven its key.
    PROVEN,
    /// Both were dialled at the same moment and neither proves anything; the peer may still be
    /// about to close the one it does not keep.
    CROSSED,
    /// Nothing, or the peer had the time to close the incumbent and did not.
    UNPROVEN
  }

  /// Whether the newcomer may take a slot whose incumbent answers.
  public boolean mayDisplace() {
    return standing == Standing.PROVEN;
  }

  /// Whether both were dialled by the same end.
  public boolean sameDirection() {
    return incumbentOutbound == challengerOutbound;
  }

  /// Whether the tie between two opposite transports goes to the challenger: the smaller node id
  /// keeps its outbound.
  public boolean challengerWinsTie() {
    return challengerOutbound == selfIsSmaller;
  }
}
