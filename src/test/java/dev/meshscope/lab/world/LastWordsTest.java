package dev.meshscope.lab.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastWordsTest {
  private static final String NODE =
      """
      node:internal/modules/cjs/loader:1080
        throw err;
        ^

      Error: Cannot find module '/home/me/agent.js'
          at Module._resolveFilename (node:internal/modules/cjs/loader:1077:15)
          at Function.reportError (node:internal/main/run_main_module:23:47) {
        code: 'MODULE_NOT_FOUND'
      }

      Node.js v20.11.0
      """;

  @Test
  void ofAProgramThatHasEndedTheErrorIsTold() {
    assertThat(LastWords.among(NODE, true))
        .isEqualTo("Error: Cannot find module '/home/me/agent.js'");
  }

  @Test
  void ofAProgramThatRunsTheLastLineIsTold() {
    assertThat(LastWords.among("a connection failed\nlistening on 7\n\n", false))
        .isEqualTo("listening on 7");
  }

  @Test
  void ofAProgramThatHasEndedWithoutAnErrorTheLastLineIsTold() {
    assertThat(LastWords.among("hello\nbye.\n", true)).isEqualTo("bye");
    assertThat(LastWords.among("\n \n", true)).isEmpty();
  }

  @Test
  void whatAProgramWasToldIsNotAmongThem() {
    Foreign program =
        new Foreign(
            List.of("node", "agent.js", "--token=s3cr3t", "7"),
            Map.of("KEY", "other", "EMPTY", ""),
            Path.of(""));

    assertThat(
            LastWords.without(
                "node: bad argument --token=s3cr3t (s3cr3t) of agent.js, KEY=other, 17",
                program.secrets()))
        .isEqualTo("node: bad argument *** (***) of ***, KEY=***, 17");
  }

  @Test
  void aLongLineIsCutBetweenCharacters() {
    String said = LastWords.among("a".repeat(159) + "\uD83D\uDE00 and more", false);

    assertThat(said).isEqualTo("a".repeat(159) + "\uD83D\uDE00…");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(said)).isTrue();
  }
}
