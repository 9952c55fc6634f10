package dev.meshscope.lab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir private Path dir;

  @Test
  void aCopyHasAllButWhatIsLeftOut() throws IOException {
    Path from = Files.createDirectories(dir.resolve("from"));
    Files.writeString(from.resolve("identity.json"), "me");
    Files.writeString(from.resolve("identity.lock"), "1");
    Files.createDirectories(from.resolve(".sym/loopback"));
    Files.writeString(from.resolve(".sym/loopback/me.json"), "{}");
    Files.writeString(from.resolve(".sym/keys"), "k");

    Path to = dir.resolve("to");
    Folders.copy(from, to, List.of("identity.lock", "loopback"));

    assertThat(to.resolve("identity.json")).hasContent("me");
    assertThat(to.resolve(".sym/keys")).hasContent("k");
    assertThat(to.resolve("identity.lock")).doesNotExist();
    assertThat(to.resolve(".sym/loopback")).doesNotExist();
  }

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
