package dev.meshscope.lab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir private Path dir;

  @Test
  void removingFollowsNoLink() throws IOException {
    Path precious = Files.createDirectories(dir.resolve("precious"));
    Files.writeString(precious.resolve("file"), "x");
    Path gone = Files.createDirectories(dir.resolve("gone/inner"));
    Files.createSymbolicLink(gone.resolve("link"), precious);

    Folders.remove(dir.resolve("gone"));

    assertThat(dir.resolve("gone")).doesNotExist();
    assertThat(precious.resolve("file")).hasContent("x");
    Folders.remove(dir.resolve("never-there"));
  }
}
