package dev.meshscope.core.cause;

import java.util.List;
import java.util.stream.Stream;

/// Why something is as it is. A value: what is known of it and no sentence. On any thread.
public sealed interface Cause {

  /// Words or figures that are not ours to choose: the system's, a remote's, a name, a number.
  ///
  /// @param text fit to be shown; may be empty
  record Said(String text) implements Cause {
    private static final Said NOTHING = new Said("");

    @Override
    public String toString() {
      return text;
    }
  }

  /// One that we know.
  ///
  /// @param with what its words are filled with, in order
  record Known(Code code, List<Cause> with) implements Cause {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if it is filled with more or less than it takes
    public Known {
      with = List.copyOf(with);
      if (with.size() != code.parts()) {
        throw new IllegalArgumentException(
            code.key() + " takes " + code.parts() + " parts, not " + with.size());
      }
    }

    /// For logs: `start.port-in-use[4711, 127.0.0.1]`.
    @Override
    public String toString() {
      return with.isEmpty() ? code.key() : code.key() + with;
    }
  }

  /// One that we know, whose words have no parts.
  static Cause of(Code code) {
    return new Known(code, List.of());
  }

  /// One that we know.
  ///
  /// @param with causes, and whatever else is fit to be shown as it is written
  static Cause of(Code code, Object... with) {
    return new Known(
        code,
        Stream.of(with)
            .map(one -> one instanceof Cause cause ? cause : new Said(one.toString()))
            .toList());
  }

  /// Nothing more is known.
  static Cause none() {
    return Said.NOTHING;
  }

  /// Whether nothing more is known.
  default boolean isEmpty() {
    return equals(Said.NOTHING);
  }

  /// Whether it is this one, whatever it is filled with.
  default boolean is(Code code) {
    return this instanceof Known(Code its, _) && its.equals(code);
  }
}
