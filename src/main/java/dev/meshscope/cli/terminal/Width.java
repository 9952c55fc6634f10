package dev.meshscope.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// How many columns of a terminal text takes: two for what East Asian scripts and emoji write wide,
/// none for marks that stand on another character. Pure; on any thread.
final class Width {
  private static final int[][] WIDE = {
    {0x1100, 0x115f},
    {0x2329, 0x232a},
    {0x2e80, 0x303e},
    {0x3041, 0xa4cf},
    {0xa960, 0xa97f},
    {0xac00, 0xd7a3},
    {0xf900, 0xfaff},
    {0xfe10, 0xfe19},
    {0xfe30, 0xfe6f},
    {0xff01, 0xff60},
    {0xffe0, 0xffe6},
    {0x16fe0, 0x1b2ff},
    {0x1f200, 0x1f265},
    {0x20000, 0x3fffd}
  };

  private Width() {}

  /// Of all of it.
  static int of(String text) {
    return text.codePoints().map(Width::of).sum();
  }

  private static int of(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    int type = Character.getType(codePoint);
    boolean jamo = codePoint >= 0x1160 && codePoint <= 0x11ff;
    if (jamo || type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    // Two of these letters are one flag.
    boolean flag = codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;
    return !flag && (Character.isEmojiPresentation(codePoint) || wide(codePoint)) ? 2 : 1;
  }

  private static boolean wide(int codePoint) {
    for (int[] range : WIDE) {
      if (codePoint >= range[0] && codePoint <= range[1]) {
        return true;
      }
    }
    return false;
  }

  /// At most so many columns; where something is left out, the last is an ellipsis.
  static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    return columns < 1 ? "" : text.substring(0, fitting(text, columns - 1)) + "…";
  }

  /// Exactly so many columns: padded, or cut.
  static String cell(String text, int columns) {
    String cut = cut(text, columns);
    return cut + " ".repeat(Math.max(0, columns - of(cut)));
  }

  /// Broken where a word ends, or else where the line does.
  ///
  /// @param indent of every line but the first
  static List<String> wrap(String text, int columns, int indent) {
    int margin = columns - indent < 10 ? 0 : indent;
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (of(rest) > columns) {
      int end = Math.max(fitting(rest, columns), Character.charCount(rest.codePointAt(0)));
      // The margin is no word.
      int space = rest.lastIndexOf(' ', end);
      int stop = space > indent ? space : end;
      lines.add(rest.substring(0, stop).stripTrailing());
      rest = " ".repeat(margin) + rest.substring(stop).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  /// Where the part ends that fits.
  private static int fitting(String text, int columns) {
    int end = 0;
    int taken = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      taken += of(codePoint);
      if (taken > columns) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }
}
