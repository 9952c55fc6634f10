package dev.meshscope.core.table;

/// Where a transport stands. Closed ones have left the table.
///
/// A node of ours that has not proven itself while another newcomer waits for the same slot stays
/// in AWAITING_HANDSHAKE until it has.
///
/// ```
/// CONNECTING -> AWAITING_HANDSHAKE -> CHALLENGER -> LIVE <-> QUIET <-> SUSPECT
///                      `-- (slot empty) ------------^         |
///                        replaced, still open:  DRAINING <----'
/// ```
public enum State {
  /// We dial.
  CONNECTING,
  /// It stands, and the remote has not said who it is.
  AWAITING_HANDSHAKE,
  /// It waits for a slot that another one holds.
  CHALLENGER,
  /// It holds its slot, and was heard in time.
  LIVE,
  /// It holds its slot, and was not heard for an interval: it is pinged.
  QUIET,
  /// It holds its slot, and missed its pongs.
  SUSPECT,
  /// It was replaced, and is read for a moment longer.
  DRAINING;

  /// Whether it holds a slot.
  public boolean holdsSlot() {
    return this == LIVE || this == QUIET || this == SUSPECT;
  }
}
