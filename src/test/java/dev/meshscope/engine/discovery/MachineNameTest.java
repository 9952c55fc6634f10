package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineNameTest {

  @Test
  void theSystemTellsItWithoutANameServer(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("hostname"), "studio.example\n");

    assertThat(MachineName.file(file)).contains("studio.example");
    assertThat(MachineName.file(folder.resolve("none"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "(none)\n"})
  void aMachineWithoutANameHasNone(String said) {
    assertThat(MachineName.named(said)).isEmpty();
  }
}
