package dev.meshscope.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meshscope.text.Telling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void place() {
    file = dir.resolve("file.json");
  }

  @Test
  void aFolderUnderTheNewOnesNameStopsNothing() throws IOException {
    Path inTheWay = Files.createDirectory(dir.resolve("file.json.new"));
    Files.createDirectory(inTheWay.resolve("full"));
    WholeFile.keep(file, CONTENT);
    WholeFile.show(file, ".new", CONTENT);

    assertThat(file).hasBinaryContent(CONTENT);
    assertThat(inTheWay).isNotEmptyDirectory();
    try (var all = Files.list(dir)) {
      assertThat(all).containsExactlyInAnyOrder(file, inTheWay);
    }
  }

  @Test
  void aLinkUnderTheNewOnesNameIsReplacedAndNotFollowed() throws IOException {
    Path victim = Files.writeString(dir.resolve("victim"), "precious");
    Files.createSymbolicLink(dir.resolve("file.json.new"), victim);
    WholeFile.keep(file, CONTENT);

    assertThat(victim).hasContent("precious");
    assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(file).hasBinaryContent(CONTENT);
  }

  /// Who keeps his settings elsewhere finds them there.
  @Test
  void aLinkInItsOwnPlaceStaysOneAndWhatItLeadsToIsWritten() throws IOException {
    Path elsewhere = Files.createDirectories(dir.resolve("dotfiles"));
    Path kept = Files.writeString(elsewhere.resolve("mine"), "old");
    Path between = Files.createSymbolicLink(dir.resolve("between"), Path.of("dotfiles/mine"));
    Files.createSymbolicLink(file, between.getFileName());
    WholeFile.keep(file, CONTENT);
    WholeFile.keep(file, CONTENT);

    assertThat(file).isSymbolicLink();
    assertThat(between).isSymbolicLink();
    assertThat(Files.isRegularFile(kept, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(kept).hasBinaryContent(CONTENT);
    try (var all = Files.list(elsewhere)) {
      assertThat(all).containsExactly(kept);
    }
  }

  @Test
  void aLinkThatLeadsToNoFileIsLeftAloneAndSoIsWhatItLeadsTo() throws IOException {
    Files.createSymbolicLink(file, dir.resolve("gone"));
    assertThatThrownBy(() -> WholeFile.keep(file, CONTENT))
        .satisfies(
            e ->
                assertThat(Telling.fault(e))
                    .isEqualTo(file + " is a link to a file that is not there"));

    Files.delete(file);
    Path folder = Files.createDirectory(dir.resolve("folder"));
    Files.createSymbolicLink(file, folder);
    assertThatThrownBy(() -> WholeFile.keep(file, CONTENT))
        .satisfies(e -> assertThat(Telling.fault(e)).isEqualTo(file + " is a folder, not a file"));

    assertThat(file).isSymbolicLink();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderInItsOwnPlaceIsNamedAndLeftAlone() throws IOException {
    Files.createDirectory(file);

    assertThatThrownBy(() -> WholeFile.keep(file, CONTENT))
        .isInstanceOf(UnfitFile.class)
        .satisfies(e -> assertThat(Telling.fault(e)).isEqualTo(file + " is a folder, not a file"));
    assertThat(file).isEmptyDirectory();
  }

  @Test
  void whatIsKeptIsForItsOwnerAlone() throws IOException {
    assumeTrue(Files.getFileStore(dir).supportsFileAttributeView("posix"));
    Files.writeString(file, "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(Privacy.isOpen(file)).isTrue();
    WholeFile.keep(file, CONTENT);

    assertThat(Privacy.isOpen(file)).isFalse();
  }

  @Test
  void whoMayWriteInAFolderIsKnownByItsMode() throws IOException {
    assumeTrue(Files.getFileStore(dir).supportsFileAttributeView("posix"));
    Path folder = dir.resolve("a/b");
    WholeFile.makeDir(folder);

    assertThat(Privacy.isWritableByOthers(folder)).isFalse();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(Privacy.isWritableByOthers(folder)).isFalse();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(Privacy.isWritableByOthers(folder)).isTrue();
    assertThat(Privacy.isWritableByOthers(dir.resolve("nothing"))).isFalse();
  }

  @Test
  void aSecretThatOthersCouldReadIsClosedToThem() throws IOException {
    assumeTrue(Files.getFileStore(dir).supportsFileAttributeView("posix"));
    Files.writeString(file, "secret");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Privacy.close(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
