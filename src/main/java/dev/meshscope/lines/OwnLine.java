package dev.meshscope.lines;

import java.util.Optional;

/// What the program says of itself beside what happens. The names are written to files, so a
/// constant keeps its name for good. Pure; on any thread.
public enum OwnLine {
  STARTED,
  STOPPED,
  DROPPED,
  CAME_TO_NOTHING,
  SENT,
  PEERS,
  ENDED,
  COMMAND_FAILED,
  CHECKUP;

  private final String id = Json.id(this);

  /// What it is called in `event`.
  public String id() {
    return id;
  }

  /// The one of that name; empty if there is none.
  public static Optional<OwnLine> named(String name) {
    for (OwnLine own : values()) {
      if (own.id.equals(name)) {
        return Optional.of(own);
      }
    }
    return Optional.empty();
  }
}
