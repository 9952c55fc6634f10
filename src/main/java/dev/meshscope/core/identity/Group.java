package dev.meshscope.core.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/// A mesh group; deployed nodes say "room" (PROTOCOL 3).
///
/// @param text `[a-z0-9-_.]+`, at most 64 characters
public record Group(String text) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9\\-_.]{1,64}");

  /// What an absent group means.
  public static final Group DEFAULT = new Group("default");

  /// @throws IllegalArgumentException if the text is not a group
  public Group {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("a group is 1 to 64 of a-z 0-9 - _ .");
    }
  }

  /// Empty if the text is not a group.
  public static Optional<Group> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Group(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
