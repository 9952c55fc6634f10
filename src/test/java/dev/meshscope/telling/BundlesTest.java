package dev.meshscope.telling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is asked for is there, and what is there is asked for.
class BundlesTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/meshscope");
  private static final String CODE = code();

  private static String code() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> keys(String bundle) {
    return new TreeSet<>(ResourceBundle.getBundle("dev.meshscope." + bundle).keySet());
  }

  @ParameterizedTest
  @CsvSource({"lab.lab, LabWords", "cli.cli, CliWords", "lines.lines, LineWords"})
  void whatIsAskedForByNameIsThereAndNothingElse(String bundle, String by) {
    Matcher asked = Pattern.compile("\\b" + by + "\\.of\\(\\s*\"([^\"]+)\"").matcher(CODE);

    assertThat(keys(bundle))
        .isEqualTo(
            asked.results().map(it -> it.group(1)).collect(Collectors.toCollection(TreeSet::new)));
  }

  /// A key that is put together is asked for by its beginning: of a constant, or of what it is
  /// about.
  @ParameterizedTest
  @ValueSource(strings = {"text.telling", "ui.strings", "doctor.checks"})
  void noTextIsKeptThatNobodyAsksFor(String bundle) {
    assertThat(keys(bundle)).filteredOn(key -> !isAskedFor(key)).isEmpty();
  }

  private static boolean isAskedFor(String key) {
    if (CODE.contains("\"" + key + "\"")) {
      return true;
    }
    for (int at = key.lastIndexOf('.'); at > 0; at = key.lastIndexOf('.', at - 1)) {
      String begun = key.substring(0, at);
      if (CODE.contains("\"" + begun + "\"") || CODE.contains("\"" + begun + ".\"")) {
        return true;
      }
    }
    int dash = key.lastIndexOf('-');
    return dash > 0 && CODE.contains("\"" + key.substring(0, dash + 1) + "\"");
  }

  /// What ends in a space would lose it to the next editor, and a typewriter has no apostrophe.
  @Test
  void everyBundleIsWrittenAlike() throws IOException {
    Set<String> twice = new TreeSet<>();
    for (String file : List.of("lab/lab", "cli/cli", "lines/lines", "doctor/checks")) {
      Set<String> keys = new TreeSet<>();
      List<String> lines =
          Files.readAllLines(
              Path.of("src/main/resources/dev/meshscope").resolve(file + ".properties"));
      assertThat(lines).as(file).noneMatch(line -> line.endsWith(" ") || line.contains("'"));
      lines.stream()
          .filter(line -> line.contains(" = ") && !keys.add(line.split(" = ", 2)[0]))
          .forEach(twice::add);
    }
    assertThat(twice).isEmpty();
  }
}
