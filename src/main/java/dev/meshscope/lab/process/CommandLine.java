package dev.meshscope.lab.process;

import java.util.ArrayList;
import java.util.List;

/// A command as people type it, taken apart without a shell: words, single and double quotes, and a
/// backslash before a space, a quote or itself. Pure; on any thread.
public final class CommandLine {
  private CommandLine() {}

  /// @throws IllegalArgumentException with one sentence if there is nothing, or a quote is open
  public static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escapes =
          c == '\\'
              && quote != '\''
              && i + 1 < text.length()
              && " \"'\\".indexOf(text.charAt(i + 1)) >= 0;
      if (escapes) {
        word.append(text.charAt(++i));
        inWord = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("The command " + text + " has an open quote.");
    }
    if (inWord) {
      words.add(word.toString());
    }
    if (words.isEmpty()) {
      throw new IllegalArgumentException("The command is empty.");
    }
    return words;
  }
}
