package dev.meshscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Starts the program as a process of its own, from the class path of the tests.
final class ProgramIT {
  @Test
  void itSaysWhichVersionItIs() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.meshscope.Main",
                "--version")
            .redirectErrorStream(true)
            .start();
    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(program.waitFor()).isZero();
    assertThat(said).matches("meshscope \\d+\\.\\d+\\.\\d+\\R");
  }
}
