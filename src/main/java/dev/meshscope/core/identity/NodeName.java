package dev.meshscope.core.identity;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A node's display name: 1 to 64 bytes of UTF-8, printable (Unicode L, M, N, P, S, Zs). Never used
/// for routing or identity (PROTOCOL 1).
///
/// @param text the name
public record NodeName(String text) {

  /// The longest name, in bytes of UTF-8.
  public static final int MAX_BYTES = 64;

  /// @throws IllegalArgumentException if the name is empty, too long or not printable
  public NodeName {
    if (!wellFormed(text)) {
      throw new IllegalArgumentException("a name is 1 to 64 bytes of printable UTF-8");
    }
  }

  /// Empty if the text is not a name.
  public static Optional<NodeName> parse(String text) {
    return wellFormed(text) ? Optional.of(new NodeName(text)) : Optional.empty();
  }

  private static boolean wellFormed(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_BYTES
        && Printable.is(text)
        && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  @Override
  public String toString() {
    return text;
  }
}
