package dev.meshscope.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshscope.core.link.Networking;
import dev.meshscope.text.Telling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which networks were joined, across restarts.
class NetworksFileTest {

  private static final Networking ALL = new Networking(true, "wss://relay.example", "secret", true);

  @TempDir private Path folder;

  @Test
  void nobodyIsOnTheLanWhoDidNotJoinIt() throws IOException {
    assertThat(new NetworksFile(folder).load()).isEqualTo(Networking.LOOPBACK);
  }

  @Test
  void whatWasJoinedIsRemembered() throws IOException {
    new NetworksFile(folder).save(ALL);
    assertThat(new NetworksFile(folder).load()).isEqualTo(ALL);
    new NetworksFile(folder).save(Networking.LOOPBACK);
    assertThat(new NetworksFile(folder).load()).isEqualTo(Networking.LOOPBACK);
  }

  @Test
  void theTokenIsReadableByItsOwnerOnly() throws IOException {
    new NetworksFile(folder).save(ALL);
    Path file = folder.resolve("networks.json");

    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(ALL.toString()).doesNotContain("secret");
  }

  @Test
  void aFileThatMakesNoSenseIsNamedAndNotShown() throws IOException {
    Files.writeString(folder.resolve("networks.json"), "{\"relayToken\":\"secret\"");

    assertThatThrownBy(() -> new NetworksFile(folder).load())
        .isInstanceOf(IOException.class)
        .satisfies(e -> assertThat(Telling.fault(e)).contains("networks.json"))
        .satisfies(e -> assertThat(Telling.fault(e)).doesNotContain("secret"));
  }
}
