package dev.meshscope.engine.net.relay;

/// Why something that a relay brought was not taken in.
public enum Ignored {
  BINARY,
  NO_KNOWN_FRAME,
  NOT_JSON,
  NOT_AN_OBJECT,
  /// Of no kind that we know.
  NO_KNOWN_MESSAGE,
  NO_LIST,
  NO_NODE_ID,
  TOO_LONG,
  BEFORE_AUTH,
  /// In our own name.
  OURSELVES,
  DIRECTORY_FULL,
  NOT_PRESENT,
  /// Whose comings and goings are not all told.
  TOO_FAST
}
