package dev.meshscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents say of the house is so: a room that nobody finds, or a property that is gone,
/// is a fault of the document.
class HouseDocumentTest {
  private static final Path ARCHITECTURE = Path.of("src/site/markdown/architecture.md");
  private static final Path CONTRIBUTING = Path.of("src/site/markdown/contributing.md");
  private static final Path HOUSE = Path.of("src/main/java/dev/meshscope");

  /// A question, the room, the classes to begin with.
  private static final Pattern ROOM =
      Pattern.compile("(?m)^\\| [^|]+\\? \\| `([a-z]+(?:\\.[a-z]+)*)` \\| (.+) \\|$");

  private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");

  /// As given on a command line or in the POM, and as asked for in the code. What ends in `css` is
  /// a style sheet.
  private static final Pattern PROPERTY =
      Pattern.compile("(?:-D|<|\\$\\{|\")(meshscope\\.(?!css\")[a-z.-]*[a-z])");

  private static final Pattern LISTED = Pattern.compile("(?m)^\\| `-D(meshscope\\.[a-z.-]*[a-z])");

  @Test
  void everyRoomIsFoundByAQuestion() throws IOException {
    assertThat(named(ROOM, ARCHITECTURE)).isEqualTo(packages());
  }

  @Test
  void theClassesToBeginWithAreInTheRoom() throws IOException {
    Set<String> missing = new TreeSet<>();
    all(ROOM, Files.readString(ARCHITECTURE))
        .forEach(
            row ->
                all(QUOTED, row.group(2))
                    .map(it -> row.group(1).replace('.', '/') + "/" + it.group(1) + ".java")
                    .filter(it -> !Files.isRegularFile(HOUSE.resolve(it)))
                    .forEach(missing::add));

    assertThat(missing).isEmpty();
  }

  @Test
  void everyPropertyIsListedAndNoneThatIsGone() throws IOException {
    Set<String> asked = new TreeSet<>(named(PROPERTY, Path.of("pom.xml")));
    for (Path file : files(Path.of("src"), name -> name.endsWith(".java"))) {
      asked.addAll(named(PROPERTY, file));
    }

    assertThat(named(LISTED, CONTRIBUTING)).isEqualTo(asked);
  }

  private static Set<String> packages() {
    return files(HOUSE, "package-info.java"::equals).stream()
        .map(file -> HOUSE.relativize(file.getParent()).toString().replace('\\', '/'))
        .map(folder -> folder.replace('/', '.'))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> named(Pattern pattern, Path file) throws IOException {
    return all(pattern, Files.readString(file))
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static Set<Path> files(Path folder, Predicate<String> name) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> name.test(file.getFileName().toString()))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
