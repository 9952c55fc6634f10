package dev.meshscope.text;

import dev.meshscope.core.identity.Printable;
import java.util.Locale;
import java.util.stream.Collectors;

/// Makes text from elsewhere harmless for a terminal, and for whatever shows text as it is. Pure;
/// on any thread.
public final class Plain {
  private Plain() {}

  /// Control, format and half characters as `\u001b`: nobody else moves our cursor or turns our
  /// lines around.
  public static String text(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Printable.is(c)) {
                plain.appendCodePoint(c);
              } else {
                plain.append(String.format(Locale.ROOT, "\\u%04x", c));
              }
            });
    return plain.toString();
  }

  /// The same for text of several lines.
  public static String lines(String text) {
    return text.lines().map(Plain::text).collect(Collectors.joining("\n"))
        + (text.endsWith("\n") ? "\n" : "");
  }
}
