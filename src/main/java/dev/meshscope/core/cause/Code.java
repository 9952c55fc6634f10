package dev.meshscope.core.cause;

import java.util.Locale;

/// Something that can be the cause of something: a constant without words, which stand in one
/// bundle, under its key. Implemented by enums only.
public interface Code {

  /// How it is called in the code, as by [Enum#name].
  String name();

  /// What it is about, in front of its key: `relay`.
  String room();

  /// How many parts its words have.
  default int parts() {
    return 0;
  }

  /// As in JSON, and where its words stand: `relay.silent`.
  default String key() {
    return room() + "." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
