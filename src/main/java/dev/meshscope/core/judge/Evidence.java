package dev.meshscope.core.judge;

/// All that is known when a slot is contested. The judge sees nothing else.
///
/// @param incumbent the side that holds the slot
/// @param challenger the side that wants it
/// @param selfIsSmaller whether our node id is the smaller of the two
/// @param promotions of this slot in the last 60 s
public record Evidence(
    Incumbent incumbent, Challenger challenger, boolean selfIsSmaller, int promotions) {

  /// The side that holds the slot.
  ///
  /// @param id its transport number; 0 if the slot is empty
  /// @param open whether our side of it is still open
  /// @param silentNs how long it was not heard; 0 or more
  /// @param outbound whether we dialled it
  /// @param proof whether it has proven its key
  /// @param givenUp whether the peer says that it no longer holds it
  /// @param probe what is known of its voice
  public record Incumbent(
      long id,
      boolean open,
      long silentNs,
      boolean outbound,
      Proof proof,
      boolean givenUp,
      ProbeState probe) {

    /// The same, not heard for so long.
    public Incumbent silent(long ns) {
      return new Incumbent(id, open, ns, outbound, proof, givenUp, probe);
    }
  }

  /// The side that wants the slot.
  ///
  /// @param id its transport number; 0 for a redial that has not happened
  /// @param outbound whether we dialled it
  /// @param older for two transports of one direction: whether the dialler dialled this one first,
  ///   however the two arrived; never for who has proven nothing
  /// @param standing what speaks for it against an incumbent that answers
  /// @param keyMatches whether it presents the key that is pinned for its node id
  /// @param claim what its incarnation says
  /// @param ours whether it speaks the Meshscope extra
  /// @param supersededReturns how often a superseded incarnation came back in the last 60 s, this
  ///   time included
  public record Challenger(
      long id,
      boolean outbound,
      boolean older,
      Standing standing,
      boolean keyMatches,
      Claim claim,
      boolean ours,
      int supersededReturns) {}

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
    return challenger.standing() == Standing.PROVEN;
  }

  /// Whether both were dialled by the same end.
  public boolean sameDirection() {
    return incumbent.outbound() == challenger.outbound();
  }

  /// Whether the tie between two opposite transports goes to the challenger: the smaller node id
  /// keeps its outbound.
  public boolean challengerWinsTie() {
    return challenger.outbound() == selfIsSmaller;
  }
}
