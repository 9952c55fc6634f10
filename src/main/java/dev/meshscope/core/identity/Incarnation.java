package dev.meshscope.core.identity;

import java.util.Optional;

/// One life of a node: random per process start. Two incarnations of one node id mean that the
/// process was restarted, or that two processes share one identity.
///
/// @param text 32 lower-case hex digits (128 bits)
public record Incarnation(String text) {

  private static final int DIGITS = 32;

  /// @throws IllegalArgumentException if the text is not 32 lower-case hex digits
  public Incarnation {
    if (!Hex.isLower(text, DIGITS)) {
      throw new IllegalArgumentException("not an incarnation: " + text);
    }
  }

  /// Empty if the text is not an incarnation.
  public static Optional<Incarnation> parse(String text) {
    return Hex.isLower(text, DIGITS) ? Optional.of(new Incarnation(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
