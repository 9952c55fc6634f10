package dev.meshscope.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/// Text in columns of a terminal; how many a character takes is JLine's to know. Pure; on any
/// thread.
final class Width {
  private Width() {}

  /// Of all of it.
  static int of(String text) {
    return new AttributedString(text).columnLength();
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
    return new AttributedString(text).columnSubSequence(0, columns).length();
  }
}
