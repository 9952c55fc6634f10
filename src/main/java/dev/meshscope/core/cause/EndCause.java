package dev.meshscope.core.cause;

/// What stands behind the end of a connection, where its reason does not say all.
public enum EndCause implements Code {
  /// Something else came before the handshake: its type.
  FIRST_FRAME(1),
  /// Nothing came that could be read.
  ONLY_BROKEN(0),
  /// It was dialled for as long as is waited.
  NO_CONNECTION(0),
  /// How many.
  PINGS_UNANSWERED(1),
  /// Which version of the protocol.
  SPEAKS(1),
  /// Which one.
  IN_GROUP(1),
  /// Its node id.
  IS(1),
  /// Its node id now.
  NOW_SAYS(1),
  /// The user trusts another key for it.
  ANOTHER_KEY_TRUSTED(0),
  /// It begins frames and does not end them.
  UNFINISHED_FRAMES(0),
  /// Its way leads through a relay that does not route for us.
  RELAY_NOT_OPEN(0),
  /// Its own way through the relay stands.
  CAME_THROUGH_RELAY(0),
  /// The relay does not take what we send.
  GREETING_NOT_TAKEN(0),
  /// It made a new connection to the relay.
  JOINED_ANEW(0),
  /// The relay does not list it any more.
  LEFT_RELAY(0),
  /// We are not at the relay any more.
  RELAY_ENDED(0),
  /// It has given up the way that was.
  OPENED_ANEW(0),
  /// It has another life.
  RESTARTED(0);

  private final int parts;

  EndCause(int parts) {
    this.parts = parts;
  }

  @Override
  public String room() {
    return "end";
  }

  @Override
  public int parts() {
    return parts;
  }
}
