package dev.meshscope.lab.scenario;

import java.util.Locale;
import java.util.Optional;

/// What kind of program a node is.
public enum PeerKind {
  /// This program, `peer --json`.
  MESHSCOPE("Meshscope"),
  /// A small program of ours that speaks PROTOCOL.md and has no extras.
  RAW("raw"),
  /// The oldest deployed node, as PROTOCOL 9 describes it: it replaces only what is closed.
  D0("D0"),
  /// A deployed node that replaces what was silent for more than 10 s.
  D10("D10"),
  /// The newest deployed node: it replaces what was silent for more than 1 s.
  D1("D1"),
  /// A program of the user's.
  COMMAND("your");

  private final String title;

  PeerKind(String title) {
    this.title = title;
  }

  /// As people read it: `D10`.
  public String title() {
    return title;
  }

  /// As in files: `meshscope`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it says what it makes of its connections, so that its own words are measured.
  public boolean tellsItsLinks() {
    return this == MESHSCOPE;
  }

  /// Whether it says which messages it has handed on and read, and takes commands.
  public boolean isOurs() {
    return this != COMMAND;
  }

  /// Whether it behaves as a deployed node of PROTOCOL 9 does.
  public boolean isDeployed() {
    return switch (this) {
      case D0, D10, D1 -> true;
      case MESHSCOPE, RAW, COMMAND -> false;
    };
  }

  /// Whether it looks into the loopback registry; the older deployed nodes know none.
  public boolean knowsRegistry() {
    return this != D0 && this != D10;
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
