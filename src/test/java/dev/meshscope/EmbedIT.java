package dev.meshscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.ModulePath;
import dev.meshscope.outside.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's program is compiled and run as it stands there, with our module and what that
/// requires, and nothing else.
class EmbedIT {
  private static final Path README = Path.of("README.md");
  private static final Pattern PROGRAM = Pattern.compile("(?s)## Embed it\\n.*?```java\\n(.*?)```");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path dir;

  @Test
  void theProgramOfTheReadmeTalksToAnotherOfItsKind() throws IOException {
    Path source = Files.writeString(dir.resolve("Chat.java"), program());
    try (Program one = start(source, "one");
        Program other = start(source, "other")) {
      one.line(PATIENCE, line -> line.endsWith(" is here"));
      other.line(PATIENCE, line -> line.endsWith(" is here"));

      other.write("hello");

      one.line(PATIENCE, "hello"::equals);
      one.endInput();
      assertThat(one.exit(PATIENCE)).as(one.said()).isZero();
    }
  }

  private static String program() throws IOException {
    Matcher block = PROGRAM.matcher(Files.readString(README));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private Program start(Path source, String name) throws IOException {
    return Program.of(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--module-path",
                ModulePath.of("dev.meshscope"),
                "--add-modules",
                "dev.meshscope",
                "--enable-native-access=io.netty.common",
                source.toString(),
                dir.resolve(name).toString(),
                dir.resolve("registry").toString())
            .start());
  }
}
