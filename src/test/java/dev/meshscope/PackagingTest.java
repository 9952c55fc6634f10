package dev.meshscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What jpackage is told, as far as it can be checked on any system.
class PackagingTest {
  private static final Path PACKAGING = Path.of("packaging");
  private static final Pattern NAMED = Pattern.compile("(?m)^--(?:icon|resource-dir) (\\S+)$");

  @Test
  void onMacOsTheUserIsToldWhyTheLocalNetworkIsUsed() throws IOException {
    assertThat(PACKAGING.resolve("macos.options"))
        .content()
        .contains("--resource-dir packaging/macos\n");
    assertThat(PACKAGING.resolve("macos/Info.plist"))
        .content()
        .containsPattern("<key>NSLocalNetworkUsageDescription</key>\\s*<string>\\w[^<]+</string>")
        .containsPattern("<key>NSBonjourServices</key>\\s*<array>\\s*<string>_sym._tcp</string>");
  }

  @Test
  void everyImageSaysWhoseWorkIsInIt() throws IOException {
    for (String system : List.of("linux", "macos", "windows")) {
      assertThat(PACKAGING.resolve(system + ".options"))
          .content()
          .containsPattern("(?m)^--app-content target/(third-party|notices/Resources)$");
    }
  }

  @Test
  void whatTheOptionsNameIsThere() throws IOException {
    try (Stream<Path> files = Files.list(PACKAGING)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".options")).toList()) {
        Matcher named = NAMED.matcher(Files.readString(file));
        while (named.find()) {
          assertThat(Path.of(named.group(1))).as("%s", file).exists();
        }
      }
    }
  }
}
