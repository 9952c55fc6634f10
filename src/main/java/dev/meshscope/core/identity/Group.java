package dev.meshscope.core.identity;

import java.util.Optional;

/// A mesh group; deployed nodes say "room" (PROTOCOL 3).
///
/// @param text `[a-z0-9-_.]+`, at most 64 characters
public record Group(String text) {

  private static final int MAX_LENGTH = 64;

  /// What an absent group means.
  public static final Group DEFAULT = new Group("default");

  /// @throws IllegalArgumentException if the text is not a group
  public Group {
    if (!wellFormed(text)) {
      throw new IllegalArgumentException("a group is 1 to 64 of a-z 0-9 - _ .");
    }
  }

  /// Empty if the text is not a group.
  public static Optional<Group> parse(String text) {
    return wellFormed(text) ? Optional.of(new Group(text)) : Optional.empty();
  }

  private static boolean wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean inAlphabet =
          (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
      if (!inAlphabet) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_LENGTH;
  }

  @Override
  public String toString() {
    return text;
  }
}
