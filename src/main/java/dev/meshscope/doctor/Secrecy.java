package dev.meshscope.doctor;

import dev.meshscope.files.Privacy;
import java.nio.file.Path;

/// Who else may touch what a node keeps.
public enum Secrecy {
  PRIVATE,
  /// Other users may read the keys, or could until this node started.
  SHOWN,
  /// Other users may put something else in their place.
  REPLACEABLE;

  static Secrecy of(Path stateDir) {
    if (Privacy.isWritableByOthers(stateDir)) {
      return REPLACEABLE;
    }
    return Privacy.isOpen(stateDir.resolve("identity.json"))
            || Privacy.isOpen(stateDir.resolve("networks.json"))
        ? SHOWN
        : PRIVATE;
  }

  /// What is worse.
  Secrecy or(Secrecy before) {
    return compareTo(before) >= 0 ? this : before;
  }
}
