package dev.meshscope.core.cause;

/// Why something was not sent.
public enum SendCause implements Code {
  /// Nobody has this id.
  UNKNOWN_PEER(0),
  /// No way to it stands.
  NOT_CONNECTED(0),
  /// Its connection ended while it was sent.
  CONNECTION_ENDED(0),
  /// Nobody carries it any more.
  CONNECTION_CLOSED(0),
  /// The user wants only proven peers to be sent to.
  NOT_PROVEN(0),
  /// How many bytes it has.
  TOO_LONG(1),
  /// What waits for the relay is as much as may.
  RELAY_FULL(0);

  private final int parts;

  SendCause(int parts) {
    this.parts = parts;
  }

  @Override
  public String room() {
    return "send";
  }

  @Override
  public int parts() {
    return parts;
  }
}
