package dev.meshscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.ui.peers.ColumnLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowMemoryTest {
  @TempDir Path dir;

  @Test
  void whatIsKeptComesBack() {
    ColumnLayout columns =
        new ColumnLayout(List.of("peer", "state"), List.of("state"), List.of("-heard"));
    new WindowMemory(dir).keep(columns);
    assertThat(new WindowMemory(dir).columns()).isEqualTo(columns);
  }

  @Test
  void atTheFirstStartNothingIsKnown() {
    assertThat(new WindowMemory(dir).columns()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{\"columns\":7}", "{\"columns\":[1,{}],\"hidden\":\"x\"}"})
  void aFileThatMakesNoSenseIsForgotten(String text) throws Exception {
    Files.writeString(dir.resolve("window.json"), text);
    ColumnLayout columns = new WindowMemory(dir).columns();
    assertThat(columns == null || columns.order().isEmpty()).isTrue();
  }

  @Test
  void aFolderThatCannotBeWrittenCostsNothing() {
    WindowMemory memory = new WindowMemory(dir.resolve("missing"));
    memory.keep(new ColumnLayout(List.of("peer"), List.of(), List.of()));
    assertThat(memory.columns()).isNull();
  }
}
