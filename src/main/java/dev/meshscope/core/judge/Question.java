package dev.meshscope.core.judge;

/// The questions the rules ask, in the order they ask them; the texts are the window's.
public enum Question {
  /// Is its key the one known for this id?
  KEY_MATCHES,
  /// Is the old socket still open?
  INCUMBENT_OPEN,
  /// Was this process already replaced by a newer one?
  INCARNATION_SUPERSEDED,
  /// Did it prove that the peer was restarted?
  RESTART_PROVEN,
  /// Has the old one proven nothing, although it had the time?
  INCUMBENT_CANNOT_PROVE,
  /// Does the peer itself still hold the old socket?
  STILL_HELD_BY_PEER,
  /// Was the old socket silent for longer than the threshold?
  SILENT_BEYOND_THRESHOLD,
  /// Did the old socket answer its probe?
  INCUMBENT_ANSWERED,
  /// Is the newcomer's proof still outstanding?
  PROOF_OUTSTANDING,
  /// Has only the old one proven its key?
  ONLY_INCUMBENT_PROVEN,
  /// Did the place change hands too often?
  FLAPPING,
  /// Were both dialled by the same end?
  SAME_DIRECTION,
  /// Was the newcomer dialled first?
  CHALLENGER_OLDER,
  /// Is the newcomer the smaller id's outbound?
  CHALLENGER_WINS_TIE,
  /// Has it proven itself?
  MAY_DISPLACE,
  /// Had the peer the time to close one of two crossed dials?
  PEER_HAS_SETTLED
}
