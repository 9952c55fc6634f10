package dev.meshscope.core.identity;

import java.util.Optional;

/// A number used once: what one end of a transport gives the other to sign, so that a proof cannot
/// be replayed elsewhere.
///
/// @param text 32 lower-case hex digits (128 bits)
public record Nonce(String text) {

  private static final int DIGITS = 32;

  /// @throws IllegalArgumentException if the text is not 32 lower-case hex digits
  public Nonce {
    if (!Hex.isLower(text, DIGITS)) {
      throw new IllegalArgumentException("not a nonce: " + text);
    }
  }

  /// Empty if the text is not a nonce.
  public static Optional<Nonce> parse(String text) {
    return Hex.isLower(text, DIGITS) ? Optional.of(new Nonce(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
