package dev.meshscope.core.identity;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// A node's permanent id: a UUID, lower-case, with hyphens (PROTOCOL 1). Ours are version 7; any
/// well-formed UUID is accepted from others. Ordered as strings: the smaller one dials.
///
/// @param text 36 characters, lower-case
public record NodeId(String text) implements Comparable<NodeId> {

  /// An order for maps, in which ids that were made at the same time do not lie side by side: most
  /// comparisons are one of two numbers.
  public static final Comparator<NodeId> SCATTERED =
      (one, other) -> {
        int order = Integer.compare(one.text.hashCode(), other.text.hashCode());
        return order != 0 ? order : one.text.compareTo(other.text);
      };

  private static final int LENGTH = 36;

  /// @throws IllegalArgumentException if the text is not a lower-case UUID
  public NodeId {
    if (!wellFormed(text)) {
      throw new IllegalArgumentException("not a node id: " + text);
    }
  }

  /// Reads an id in any letter case; empty if it is not a UUID.
  public static Optional<NodeId> parse(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return wellFormed(lower) ? Optional.of(new NodeId(lower)) : Optional.empty();
  }

  /// Digits in groups of 8, 4, 4, 4 and 12, a hyphen after each but the last.
  private static boolean wellFormed(String text) {
    return text.length() == LENGTH
        && group(text, 0, 8)
        && group(text, 9, 13)
        && group(text, 14, 18)
        && group(text, 19, 23)
        && Hex.isLower(text, 24, LENGTH);
  }

  private static boolean group(String text, int from, int to) {
    return Hex.isLower(text, from, to) && text.charAt(to) == '-';
  }

  /// Cut in the middle for narrow places: `0192…7a8b`.
  public String brief() {
    return text.substring(0, 4) + "…" + text.substring(32);
  }

  @Override
  public int compareTo(NodeId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
