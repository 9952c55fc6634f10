package dev.meshscope.core.identity;

/// What can be shown as it is, whoever wrote it: Unicode L, M, N, P, S and Zs (PROTOCOL 1). The one
/// decision of it, for names, addresses and whatever is shown. Pure; on any thread.
public final class Printable {
  private Printable() {}

  /// Whether it moves nobody's cursor, turns no line around and is not invisible.
  public static boolean is(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /// The same, and no space.
  public static boolean isSeen(int codePoint) {
    return is(codePoint) && Character.getType(codePoint) != Character.SPACE_SEPARATOR;
  }

  /// Whether all of it is.
  public static boolean is(String text) {
    return text.codePoints().allMatch(Printable::is);
  }
}
