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
  NOT_SETTLED,

  // Beside deployed nodes.

  /// A peer was dialled although the link to it answers.
  DIALLED_BESIDE_WELL,
  /// After a disturbance two did not hear each other within the bound.
  NOT_BACK_IN_TIME,
  /// They did, and then no longer, although nothing had happened.
  DID_NOT_STAY,
  /// A peer was said to have left while both heard each other, or had and nothing had happened
  /// since.
  LEFT_WHILE_WHOLE,
  /// What was handed to a link in such a time never arrived.
  HANDED_AND_LOST,
  /// A life that a later one had replaced took the slot from it.
  REPLACED_LIFE_BACK,
  /// More dials than the disturbances explain.
  TOO_MANY_DIALS
}
