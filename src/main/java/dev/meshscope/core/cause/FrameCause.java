package dev.meshscope.core.cause;

/// Why what came is no frame, or no handshake.
public enum FrameCause implements Code {
  NOT_AN_OBJECT(0),
  NO_TYPE(0),
  NOT_JSON(0),
  /// Deeper than the limit allows.
  TOO_DEEP(0),
  /// The field of a handshake.
  FIELD_MISSING(1),
  /// The field of a handshake.
  NOT_A_UUID(1),
  /// The field of a handshake.
  NOT_A_NAME(1),
  /// The field of a handshake.
  NOT_A_TEXT(1),
  /// The field of a handshake.
  NOT_A_KEY(1),
  /// The field of a handshake.
  NOT_A_GROUP(1);

  private final int parts;

  FrameCause(int parts) {
    this.parts = parts;
  }

  @Override
  public String room() {
    return "frame";
  }

  @Override
  public int parts() {
    return parts;
  }
}
