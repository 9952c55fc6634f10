package dev.meshscope.lab.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomesTest {
  @Test
  void whatTheUserTellsJavaIsKeptAndItsHomeIsAnother() {
    Path home = Path.of("lab", "peer");

    assertThat(Homes.environment(home, Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m", "TOKEN", "t")))
        .containsEntry("JAVA_TOOL_OPTIONS", "-Xmx64m \"-Duser.home=" + home + "\"")
        .containsEntry("HOME", home.toString())
        .containsEntry("TOKEN", "t");
  }
}
