package dev.meshscope.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.StartException;
import dev.meshscope.text.Telling;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityStoreTest {
  private static final NodeName NAME = new NodeName("studio");

  @TempDir Path dir;

  private Identity open() throws StartException {
    return new IdentityStore(dir).open(NAME, null);
  }

  private Path file() {
    return dir.resolve("identity.json");
  }

  @Test
  void itIsTheSameIdentityForEver() throws Exception {
    Identity made = open();
    Identity read = new IdentityStore(dir).open(new NodeName("another name"), null);

    assertThat(read.nodeId()).isEqualTo(made.nodeId());
    assertThat(read.name()).isEqualTo(NAME);
    assertThat(read.publicKey()).isEqualTo(made.publicKey());
    assertThat(read.e2ePublicKey()).isEqualTo(made.e2ePublicKey());
    assertThat(made.seal().verifies(read.publicKey(), "words", read.seal().sign("words"))).isTrue();
  }

  @Test
  void aNodeIdIsAUuidOfVersionSevenOfNow() throws Exception {
    long before = System.currentTimeMillis();
    String id = open().nodeId().text();

    assertThat(id.charAt(14)).isEqualTo('7');
    assertThat(id.charAt(19)).isIn('8', '9', 'a', 'b');
    assertThat(Long.parseLong(id.substring(0, 8) + id.substring(9, 13), 16))
        .isBetween(before, System.currentTimeMillis());
  }

  @Test
  void theEncryptionKeyIsSpkiOfSixtyCharacters() throws Exception {
    String key = open().e2ePublicKey();

    assertThat(key).hasSize(60).startsWith("MCowBQYDK2VuAyEA");
    assertThat(Base64.getDecoder().decode(key)).hasSize(44);
  }

  @Test
  void theWishedNodeIdIsTakenForANewIdentityOnly() throws Exception {
    NodeId wished = new NodeId("50000000-0000-7000-8000-00000000000a");
    assertThat(new IdentityStore(dir).open(NAME, wished).nodeId()).isEqualTo(wished);

    NodeId other = new NodeId("50000000-0000-7000-8000-00000000000b");
    assertThatThrownBy(() -> new IdentityStore(dir).open(NAME, other))
        .isInstanceOf(StartException.class)
        .satisfies(e -> assertThat(Telling.fault(e)).contains(wished.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "null", "\"x\"", "{\"nodeId\":7}", "\u0000\u0000"})
  void aDamagedFileStopsTheStartAndIsNeverReplaced(String content) throws Exception {
    Files.writeString(file(), content);

    assertThatThrownBy(this::open)
        .isInstanceOf(StartException.class)
        .satisfies(e -> assertThat(Telling.fault(e)).contains(file().toString()));
    assertThat(file()).hasContent(content);
  }

  @Test
  void everyTruncationOfAGoodFileStopsTheStart() throws Exception {
    open();
    String whole = Files.readString(file()).strip();
    for (int length = 0; length < whole.length(); length += 7) {
      String torn = whole.substring(0, length);
      Files.writeString(file(), torn);
      assertThatThrownBy(this::open).as(torn).isInstanceOf(StartException.class);
      assertThat(file()).hasContent(torn);
    }
  }

  @Test
  void anEncryptionKeyThatIsNoneStopsTheStart() throws Exception {
    Identity made = open();
    String content = Files.readString(file());
    for (String key :
        new String[] {
          "", "AAAA", made.e2ePublicKey().substring(0, 40), "MCowBQYDK2VwAyEA" + "A".repeat(44)
        }) {
      Files.writeString(file(), content.replace(made.e2ePublicKey(), key));
      assertThatThrownBy(this::open).as(key).isInstanceOf(StartException.class);
    }
  }

  @Test
  void keysThatDoNotBelongTogetherStopTheStart() throws Exception {
    Identity one = open();
    String content = Files.readString(file());
    Files.delete(file());
    Identity other = open();
    Files.writeString(file(), content.replace(one.publicKey().text(), other.publicKey().text()));

    assertThatThrownBy(this::open).isInstanceOf(StartException.class);
  }

  @Test
  void aFolderInItsPlaceStopsTheStart() throws Exception {
    Files.createDirectory(file());

    assertThatThrownBy(this::open).isInstanceOf(StartException.class);
    assertThat(file()).isDirectory();
  }

  @Test
  void onlyItsOwnerMayReadIt() throws Exception {
    assumeTrue(Files.getFileStore(dir).supportsFileAttributeView("posix"));
    Path state = dir.resolve("a/b");
    IdentityLock.take(state).close();
    new IdentityStore(state).open(NAME, null);

    assertThat(Files.getPosixFilePermissions(state.resolve("identity.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(state.resolve("identity.lock")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(state))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aHalfWrittenFileOfACrashedWriterIsOverwritten() throws Exception {
    Files.write(dir.resolve("identity.json.new"), "{half".getBytes(StandardCharsets.UTF_8));

    open();

    try (var files = Files.list(dir)) {
      assertThat(files).containsExactly(file());
    }
  }
}
