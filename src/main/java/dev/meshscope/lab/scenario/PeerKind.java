package dev.meshscope.lab.scenario;

import java.util.Locale;
import java.util.Optional;

/// What kind of program a node is.
public enum PeerKind {
  /// This program, `peer --json`.
  MESHSCOPE,
  /// A small program of ours that speaks PROTOCOL.md and has no extras, as deployed nodes.
  RAW,
  /// A program of the user's.
  COMMAND;

  /// As in files: `meshscope`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Empty if there is none of this id.
  public static Optional<PeerKind> of(String id) {
    for (PeerKind kind : values()) {
      if (kind.id().equals(id)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
