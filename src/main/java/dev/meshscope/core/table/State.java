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
  CONNECTING,
  AWAITING_HANDSHAKE,
  CHALLENGER,
  LIVE,
  QUIET,
  SUSPECT,
  DRAINING;

  /// Whether it holds a slot.
  public boolean holdsSlot() {
    return this == LIVE || this == QUIET || this == SUSPECT;
  }
}
