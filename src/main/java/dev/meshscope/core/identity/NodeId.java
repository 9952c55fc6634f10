package dev.meshscope.core.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A node's permanent id: a UUID, lower-case, with hyphens (PROTOCOL 1). Ours are version 7; any
/// well-formed UUID is accepted from others. Ordered as strings: the smaller one dials.
///
/// @param text 36 characters, lower-case
public record NodeId(String text) implements Comparable<NodeId> {

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /// @throws IllegalArgumentException if the text is not a lower-case UUID
  public NodeId {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a node id: " + text);
    }
  }

  /// Reads an id in any letter case; empty if it is not a UUID.
  public static Optional<NodeId> parse(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return FORM.matcher(lower).matches() ? Optional.of(new NodeId(lower)) : Optional.empty();
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
