package dev.meshscope.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Inputs as strings, and what may be shown of strings.
public final class Text {
  private Text() {}

  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

  /// UTF-8, with `\ud800` for what UTF-8 cannot say: halves of characters come from JSON and from
  /// operating systems.
  public static String of(byte[] input) {
    return ESCAPE
        .matcher(new String(input, StandardCharsets.UTF_8))
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }

  /// Whether a terminal or a log takes this for what it is: nothing moves the cursor, ends the
  /// line, or turns it around.
  public static boolean harmless(String text) {
    return text.codePoints()
        .noneMatch(
            c ->
                switch (Character.getType(c)) {
                  case Character.CONTROL,
                      Character.FORMAT,
                      Character.SURROGATE,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR ->
                      true;
                  default -> false;
                });
  }
}
