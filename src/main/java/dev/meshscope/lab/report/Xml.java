package dev.meshscope.lab.report;

import dev.meshscope.text.Plain;

/// Text inside XML, and so inside SVG: it makes no element and steers nobody's terminal. The JDK's
/// `XMLStreamWriter` leaves a new line in an attribute as it is, and whoever reads it gets a space.
/// Pure.
final class Xml {
  private Xml() {}

  /// Also fit for an attribute of either kind of quotes; lines stay lines.
  static String text(String text) {
    StringBuilder safe = new StringBuilder();
    Plain.lines(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n' -> safe.append("&#10;");
                default -> safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }
}
