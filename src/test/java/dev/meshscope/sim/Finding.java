package dev.meshscope.sim;

/// What the referee may find wrong.
enum Finding {
  /// A link that works in both directions lost its slot to a newcomer.
  FALSE_REPLACEMENT,
  /// A link that works in both directions was closed by a core.
  LIVE_LINK_CLOSED,
  /// The replaced was gone before the new one stood.
  BROKEN_BEFORE_MADE,
  /// A restarted peer was sent away in favour of its own dead socket.
  RESTARTED_REFUSED,
  /// A restarted peer was not back within the bound of DESIGN 3.
  RESTARTED_LATE,
  /// A new life was seen by the one that dials, and no link to it stood within the bound.
  NEW_LIFE_LATE,
  /// A superseded life came back twice and nobody said so.
  CLONE_NOT_TOLD,
  /// The slot went to and fro between clones.
  ENDLESS_SWAPPING,
  /// The two ends did not come to rest on one link within the bound.
  NOT_SETTLED
}
