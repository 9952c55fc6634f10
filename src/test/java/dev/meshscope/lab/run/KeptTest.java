package dev.meshscope.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTest {
  @TempDir private Path dir;

  private Path file(String name) throws Exception {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }

  @Test
  void whatAnEarlierRunLeftIsRemoved() throws Exception {
    file("001-probe-command/peer.out.txt");
    file("001-probe-command/peer-2.err.txt");
    file("1000-closed-flag-raw/survivor.jsonl");

    Kept.remove(dir);

    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void whatTheLabDidNotMakeStays() throws Exception {
    Path mine = file("001-probe-raw/notes.md");
    Path other = file("002-measured/survivor.jsonl");
    Path beside = file("survivor.jsonl");
    Path log = file("001-probe-raw/survivor.jsonl");

    Kept.remove(dir);

    assertThat(mine).exists();
    assertThat(other).exists();
    assertThat(beside).exists();
    assertThat(log).doesNotExist();
  }
}
