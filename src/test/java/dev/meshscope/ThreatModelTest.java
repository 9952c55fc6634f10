package dev.meshscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the threat model promises is shown by tests that exist: every row names them.
class ThreatModelTest {

  private static final Path MODEL = Path.of("src/site/markdown/threat-model.md");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Path SCRIPTS = Path.of("src/test/scripts");

  private static final Pattern CELLS = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern CLASS = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");
  private static final Pattern SCRIPT = Pattern.compile("`([\\w-]+\\.py)`");

  @Test
  void everyRowOfTheThreatModelNamesTestsThatExist() throws IOException {
    List<String> rows = threats(Files.readString(MODEL));

    assertThat(rows).hasSizeGreaterThan(14);
    assertThat(faults(rows)).isEmpty();
  }

  @Test
  void aRowWithoutATestIsFound() throws IOException {
    List<String> rows =
        threats(
            """
            | # | threat | what holds against it | shown by |
            | --- | --- | --- | --- |
            | 1 | fire | water | |
            | 2 | fire | water | the fire brigade |
            | 3 | fire | water | `NobodyTest` |
            | 4 | fire | water | `ThreatModelTest.nothing` |
            | 5 | fire | water | `nothing.py` |
            | 6 | fire | water | `ThreatModelTest`, a word |
            | 7 | fire | `ThreatModelTest` |
            | 8 | fire | water \\| `sand` | `ThreatModelTest.aRowWithoutATestIsFound`, `raw_peer.py` |

            | limit | what happens beyond it |
            """);

    assertThat(faults(rows))
        .containsExactly(
            "1: names no test",
            "2: the fire brigade",
            "3: `NobodyTest`",
            "4: `ThreatModelTest.nothing`",
            "5: `nothing.py`",
            "6: a word",
            "7: names no test");
  }

  /// The rows of the first table, without its head.
  private static List<String> threats(String document) {
    return document
        .lines()
        .dropWhile(line -> !line.startsWith("| # | threat |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  private static List<String> faults(List<String> rows) throws IOException {
    Map<String, Path> classes;
    try (Stream<Path> files = Files.walk(TESTS)) {
      classes =
          files
              .filter(Files::isRegularFile)
              .collect(
                  Collectors.toMap(
                      file -> file.getFileName().toString(), file -> file, (a, b) -> a));
    }
    List<String> faults = new ArrayList<>();
    for (String row : rows) {
      // In front of the first bar there is a cell of nothing.
      String[] cells = CELLS.split(row);
      String shownBy = cells.length < 5 ? "" : cells[4].strip();
      if (shownBy.isEmpty()) {
        faults.add(cells[1].strip() + ": names no test");
        continue;
      }
      for (String one : shownBy.split(",\\s*")) {
        if (!exists(one, classes)) {
          faults.add(cells[1].strip() + ": " + one);
        }
      }
    }
    return faults;
  }

  private static boolean exists(String named, Map<String, Path> classes) {
    Matcher script = SCRIPT.matcher(named);
    if (script.matches()) {
      return Files.isRegularFile(SCRIPTS.resolve(script.group(1)));
    }
    Matcher test = CLASS.matcher(named);
    Path file = test.matches() ? classes.get(test.group(1) + ".java") : null;
    return file != null && (test.group(2) == null || has(file, test.group(2)));
  }

  private static boolean has(Path file, String method) {
    try {
      return Files.readString(file).contains("void " + method + "(");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
