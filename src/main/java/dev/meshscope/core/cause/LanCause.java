package dev.meshscope.core.cause;

/// What is in the way of discovery on the LAN.
public enum LanCause implements Code {
  /// DNS-SD has no name for it.
  GROUP_NOT_ANNOUNCEABLE(0),
  INTERRUPTED(0),
  /// The type of what was thrown.
  ENDED(1),
  /// What the system says.
  INTERFACES_UNTOLD(1),
  /// What the system says.
  PORT_NOT_OPENED(1),
  /// What the system says.
  NOT_SENT(1),
  /// For so long that the sockets are opened anew.
  UNHEARD(0),
  TOO_LONG(0),
  /// More than are kept.
  TOO_MANY_RECORDS(0),
  OUR_ID_ELSEWHERE(0),
  OUR_HOST_ELSEWHERE(0),
  /// It wanted to open its sockets again.
  RESPONDER_FAILED(0),
  /// The type of what was thrown.
  RESPONDER_THREW(1),
  /// It closed itself.
  RESPONDER_MUTE(0),
  /// The type of what was thrown.
  RESPONDER_ENDED(1),
  /// One packet keeps it busy.
  RESPONDER_STUCK(0),
  /// The type of what was thrown.
  CACHE_UNREADABLE(1);

  private final int parts;

  LanCause(int parts) {
    this.parts = parts;
  }

  @Override
  public String room() {
    return "lan";
  }

  @Override
  public int parts() {
    return parts;
  }
}
