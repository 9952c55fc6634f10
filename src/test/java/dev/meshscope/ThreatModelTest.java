package dev.meshscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the threat model promises is shown by tests that exist.
class ThreatModelTest {

  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))`");

  @Test
  void everyTestThatTheThreatModelNamesExists() throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher matcher = NAMED.matcher(Files.readString(Path.of("src/site/markdown/threat-model.md")));
    while (matcher.find()) {
      named.add(matcher.group(1) + ".java");
    }
    Set<String> there = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      files.forEach(file -> there.add(file.getFileName().toString()));
    }

    assertThat(named).hasSizeGreaterThan(10);
    assertThat(there).containsAll(named);
  }
}
