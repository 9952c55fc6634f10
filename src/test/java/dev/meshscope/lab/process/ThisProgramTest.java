package dev.meshscope.lab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThisProgramTest {
  @Test
  void aChildOfTheImageDoesNotInheritTheMarkOfItsLauncher() {
    Map<String, String> environment =
        new HashMap<>(Map.of("_JPACKAGE_LAUNCHER", "1234", "PATH", "/bin"));

    ThisProgram.untie(environment);

    assertThat(environment).containsExactly(Map.entry("PATH", "/bin"));
  }

  @Test
  void aChildStartsFromTheArchiveOfClassesThatItsParentHas() {
    assertThat(
            ThisProgram.archive(
                List.of("-Xmx1g", "-XX:SharedArchiveFile=a.jsa", "-Xshare:auto", "-Dx=y")))
        .containsExactly("-XX:SharedArchiveFile=a.jsa", "-Xshare:auto");
  }
}
