package dev.meshscope.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/// What the program says of itself is read back: equal, and written again it is the same line.
class OwnTest {
  private static final Path CORPUS = Path.of("src/test/resources/lines/format-1.jsonl");

  @ParameterizedTest
  @EnumSource(
      value = OwnLine.class,
      names = {"STARTED", "STOPPED", "DROPPED", "SENT", "COMMAND_FAILED", "CHECKUP"})
  void whateverItHoldsIsReadBackEqual(OwnLine what) {
    Class<?> type =
        Generator.records(Own.class)
            .filter(one -> Json.id(what).replace("-", "").equalsIgnoreCase(one.getSimpleName()))
            .findFirst()
            .orElseThrow();
    for (long seed = 0; seed < 300; seed++) {
      Own own = (Own) new Generator(seed).of(type);
      ObjectNode line =
          (ObjectNode) Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(Own.write(own)));
      assertThat(Own.read(what, line)).as("seed %d: %s", seed, line).contains(own);
    }
  }

  @Test
  void theCorpusIsReadBackWithoutADifference() throws IOException {
    ReadBack back = new ReadBack();
    for (String line : Files.readAllLines(CORPUS)) {
      if (Told.read(line) instanceof Told.Own) {
        back.take(line);
      }
    }
    assertThat(back.first()).isEmpty();
    assertThat(back.own()).isPositive();
  }
}
