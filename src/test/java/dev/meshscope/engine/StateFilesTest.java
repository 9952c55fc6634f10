package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshscope.config.NetworksFile;
import dev.meshscope.config.SettingsFile;
import dev.meshscope.core.identity.KnownKeys;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.StartException;
import dev.meshscope.engine.store.Identity;
import dev.meshscope.engine.store.IdentityLock;
import dev.meshscope.engine.store.IdentityStore;
import dev.meshscope.engine.store.KnownPeers;
import dev.meshscope.files.Pipes;
import dev.meshscope.text.Telling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever lies in the place of a file that is read at the start: the start ends at once, with one
/// sentence that names it.
@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class StateFilesTest {
  @TempDir Path dir;

  /// Each file and its reader.
  enum State {
    IDENTITY("identity.json") {
      @Override
      ThrowingCallable reading(Path dir) {
        return () -> new IdentityStore(dir).open(new NodeName("me"), null);
      }
    },
    LOCK("identity.lock") {
      @Override
      ThrowingCallable reading(Path dir) {
        return () -> IdentityLock.take(dir).close();
      }
    },
    KNOWN_PEERS("known-peers.json") {
      @Override
      ThrowingCallable reading(Path dir) {
        return () -> new KnownPeers(dir).load();
      }
    },
    SETTINGS("settings.json") {
      @Override
      ThrowingCallable reading(Path dir) {
        return () -> new SettingsFile(dir).load();
      }
    },
    NETWORKS("networks.json") {
      @Override
      ThrowingCallable reading(Path dir) {
        return () -> new NetworksFile(dir).load();
      }
    };

    private final String file;

    State(String file) {
      this.file = file;
    }

    abstract ThrowingCallable reading(Path dir);
  }

  @ParameterizedTest
  @EnumSource
  void aPipeIsNotWaitedFor(State state) throws IOException {
    Pipes.make(dir.resolve(state.file));

    told(state, "is a pipe or a device, not a file");
  }

  @ParameterizedTest
  @EnumSource
  void aDeviceIsNotRead(State state) throws IOException {
    Files.createSymbolicLink(dir.resolve(state.file), Path.of("/dev/zero"));

    told(
        state,
        state == State.LOCK
            ? "is a link, and links are not followed here"
            : "is a pipe or a device, not a file");
  }

  @ParameterizedTest
  @EnumSource
  void aFileOfThreeGibibytesIsNotRead(State state) throws IOException {
    Pipes.huge(dir.resolve(state.file));

    told(state, "is longer than any such file");
  }

  @ParameterizedTest
  @EnumSource
  void aFolderIsNamed(State state) throws IOException {
    Files.createDirectory(dir.resolve(state.file));

    told(state, "is a folder, not a file");
  }

  /// The disk with the dotfiles is not there: a fresh identity, or keys that anybody may bring
  /// anew, must not take the place of what is on it.
  @ParameterizedTest
  @EnumSource
  void aLinkThatLeadsNowhereIsNotTakenForNoFile(State state) throws IOException {
    Path file = dir.resolve(state.file);
    Files.createSymbolicLink(file, dir.resolve("not-mounted/" + state.file));

    assertThatThrownBy(state.reading(dir))
        .satisfies(
            e ->
                assertThat(Telling.fault(e))
                    .contains(
                        file
                            + (state == State.LOCK
                                ? " is a link, and links are not followed here"
                                : " is a link to a file that is not there")))
        .satisfies(e -> assertThat(Telling.fault(e)).matches("[^\\n]+\\."));
    assertThat(file).isSymbolicLink();
  }

  /// And what is saved is saved where it is kept.
  @Test
  void whoKeepsStateFilesElsewhereFindsThemThere() throws Exception {
    Path elsewhere = Files.createDirectory(dir.resolve("dotfiles"));
    Path state = Files.createDirectory(dir.resolve("state"));
    Settings changed = Settings.DEFAULT.with(Limits.DEFAULT);
    for (String name : new String[] {"settings.json", "networks.json", "known-peers.json"}) {
      Files.writeString(elsewhere.resolve(name), "{}");
      Files.createSymbolicLink(state.resolve(name), elsewhere.resolve(name));
    }
    new SettingsFile(state).save(changed);
    new NetworksFile(state).save(Networking.LOOPBACK);
    new KnownPeers(state).save(KnownKeys.NONE);
    Identity made = new IdentityStore(elsewhere).open(new NodeName("me"), null);
    Files.createSymbolicLink(state.resolve("identity.json"), elsewhere.resolve("identity.json"));

    assertThat(new IdentityStore(state).open(new NodeName("me"), null).nodeId())
        .isEqualTo(made.nodeId());
    assertThat(new SettingsFile(elsewhere).load()).isEqualTo(changed);
    assertThat(state.resolve("settings.json")).isSymbolicLink();
    assertThat(state.resolve("networks.json")).isSymbolicLink();
    assertThat(state.resolve("known-peers.json")).isSymbolicLink();
    assertThat(elsewhere.resolve("settings.json")).isNotEmptyFile().content().isNotEqualTo("{}");
  }

  private void told(State state, String what) {
    Path file = dir.resolve(state.file);
    assertThatThrownBy(state.reading(dir))
        .isInstanceOfAny(StartException.class, IOException.class)
        .satisfies(e -> assertThat(Telling.fault(e)).contains(file + " " + what))
        .satisfies(e -> assertThat(Telling.fault(e)).matches("[^\\n]+\\."));
    assertThat(file).exists();
  }

  @Test
  void aLockThatIsALinkLeavesWhatItLeadsToAlone() throws IOException {
    Path precious = Files.writeString(dir.resolve("precious"), "words");
    Files.createSymbolicLink(dir.resolve("identity.lock"), precious);

    told(State.LOCK, "is a link, and links are not followed here");
    assertThat(precious).hasContent("words");
  }

  @Test
  void aLockThatIsAnotherNameOfAFileLeavesItAlone() throws IOException {
    Path precious = Files.writeString(dir.resolve("precious"), "words");
    Files.createLink(dir.resolve("identity.lock"), precious);

    told(State.LOCK, "holds something that is not ours");
    assertThat(precious).hasContent("words");
  }

  @Test
  void theLockOfADeadProcessIsTaken() throws Exception {
    Path lock = Files.writeString(dir.resolve("identity.lock"), "12345\n");
    IdentityLock.take(dir).close();

    assertThat(lock).hasContent(Long.toString(ProcessHandle.current().pid()));
  }
}
