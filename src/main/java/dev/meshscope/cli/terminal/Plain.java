package dev.meshscope.cli.terminal;

import java.util.Locale;

/// Makes text from elsewhere harmless for a terminal, and cuts it to size. Pure; on any thread.
public final class Plain {
  private Plain() {}

  /// Control, format and half characters as `\u001b`: nobody else moves our cursor or turns our
  /// lines around.
  public static String text(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (harmless(c)) {
                plain.appendCodePoint(c);
              } else {
                plain.append(String.format(Locale.ROOT, "\\u%04x", c));
              }
            });
    return plain.toString();
  }

  /// Exactly this many characters: padded, or cut with an ellipsis.
  static String cell(String text, int width) {
    int length = text.codePointCount(0, text.length());
    if (length <= width) {
      return text + " ".repeat(width - length);
    }
    return text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static boolean harmless(int codePoint) {
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
}
