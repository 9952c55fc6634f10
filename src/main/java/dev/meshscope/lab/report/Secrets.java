package dev.meshscope.lab.report;

import dev.meshscope.lab.process.CommandLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A run's command as a report shows it around. What is given to a program may be a secret, and so
/// may be what a relay wants to see: of a program its name is kept, of a variable its name, of a
/// URL all before its query, without who calls. Pure.
public final class Secrets {
  private Secrets() {}

  private static final String HIDDEN = "***";
  private static final Set<String> PROGRAMS = Set.of("--peer-command", "--survivor-command");
  private static final String VARIABLE = "--peer-env";
  private static final String RELAY = "--relay";
  private static final Pattern PLAIN = Pattern.compile("[\\w./:=,@+*?-]+");
  private static final Pattern WHO = Pattern.compile("(?<=://)[^/?#]*@");
  private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);

  /// The words of a command line, quoted where a shell would not take them as they are.
  public static String command(List<String> words) {
    List<String> shown = new ArrayList<>();
    String before = "";
    for (String word : words) {
      String masked = masked(before, word);
      shown.add(
          PLAIN.matcher(masked).matches() ? masked : "'" + masked.replace("'", "'\\''") + "'");
      before = word;
    }
    return String.join(" ", shown);
  }

  /// A word as it may be shown.
  ///
  /// @param before the word before it
  public static String masked(String before, String word) {
    int value = word.startsWith("--") ? word.indexOf('=') : -1;
    if (value > 0) {
      return word.substring(0, value + 1)
          + value(word.substring(0, value), word.substring(value + 1));
    }
    return value(before, word);
  }

  private static String value(String option, String value) {
    if (PROGRAMS.contains(option)) {
      return program(value);
    }
    return switch (option) {
      case VARIABLE ->
          value.indexOf('=') < 0 ? HIDDEN : value.replaceFirst("=(?s:.*)", "=" + HIDDEN);
      case RELAY -> relay(value);
      default -> value;
    };
  }

  /// `node ***`.
  public static String program(String command) {
    try {
      List<String> words = CommandLine.words(command);
      return words.getFirst() + (words.size() > 1 ? " " + HIDDEN : "");
    } catch (IllegalArgumentException e) {
      return HIDDEN;
    }
  }

  private static String relay(String url) {
    String caller = WHO.matcher(url).replaceFirst(HIDDEN + "@");
    return QUERY.matcher(caller).replaceFirst("?" + HIDDEN);
  }
}
