package dev.meshscope.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meshscope.core.cause.FileCause;
import dev.meshscope.text.Telling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PlainFileTest {
  private static final int MOST = 65_536;
  private static final LinkOption NO_LINKS = LinkOption.NOFOLLOW_LINKS;

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4_096, MOST - 1, MOST})
  void whatIsInAFileIsRead(int length) throws IOException {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    Path file = Files.write(dir.resolve("größe.json"), content);

    assertThat(PlainFile.read(file, MOST, NO_LINKS)).isEqualTo(content);
    assertThat(PlainFile.read(file, MOST)).isEqualTo(content);
    assertThat(PlainFile.portably(file, MOST, NO_LINKS)).isEqualTo(content);
  }

  @Test
  void onlyWhoAsksForItFollowsALink() throws IOException {
    Path file = Files.write(dir.resolve("file"), new byte[] {1, 2, 3});
    Path link = Files.createSymbolicLink(dir.resolve("link"), file);

    assertThat(PlainFile.read(link, MOST)).containsExactly(1, 2, 3);
    faulty(link, FileCause.LINK, NO_LINKS);
    // Put there after the look.
    assertThatThrownBy(() -> PlainFile.open(link, MOST, NO_LINKS)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> PlainFile.portably(link, MOST, NO_LINKS))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatIsNoFileIsNamed() throws IOException {
    faulty(Files.createDirectory(dir.resolve("folder")), FileCause.FOLDER);
    faulty(Pipes.huge(dir.resolve("huge")), FileCause.TOO_LONG);
    faulty(Files.write(dir.resolve("long"), new byte[MOST + 1]), FileCause.TOO_LONG);
    assertThatThrownBy(() -> PlainFile.read(dir.resolve("nothing"), MOST))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeOrADeviceIsNotWaitedFor() throws IOException {
    faulty(Pipes.make(dir.resolve("pipe")), FileCause.NO_FILE);
    faulty(Files.createSymbolicLink(dir.resolve("zero"), Path.of("/dev/zero")), FileCause.NO_FILE);
    faulty(
        Files.createSymbolicLink(dir.resolve("to-pipe"), dir.resolve("pipe")), FileCause.NO_FILE);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatIsPutThereAfterTheLookIsNotWaitedForEither() throws IOException {
    Path pipe = Pipes.make(dir.resolve("pipe"));
    Path zero = Files.createSymbolicLink(dir.resolve("zero"), Path.of("/dev/zero"));
    Path folder = Files.createDirectory(dir.resolve("folder"));

    for (Path each : new Path[] {pipe, zero, folder, Pipes.huge(dir.resolve("huge"))}) {
      assertThatThrownBy(() -> PlainFile.open(each, MOST))
          .as(each.toString())
          .isInstanceOf(UnfitFile.class);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFileAndAPipeThatChangePlacesAllTheTimeHoldUpNobody() throws Exception {
    Path place = dir.resolve("place");
    Path file = Files.write(dir.resolve("file"), new byte[] {7});
    Path pipe = Pipes.make(dir.resolve("pipe"));
    Files.createLink(place, file);
    AtomicBoolean over = new AtomicBoolean();
    Thread changing =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    put(pipe, place);
                    put(file, place);
                  }
                });
    try {
      for (int i = 0; i < 5_000; i++) {
        try {
          assertThat(PlainFile.read(place, MOST, NO_LINKS)).containsExactly(7);
        } catch (UnfitFile e) {
          assertThat(e.fault()).isIn(FileCause.NO_FILE, FileCause.CHANGED);
        }
      }
    } finally {
      over.set(true);
      changing.join();
    }
  }

  private static void put(Path what, Path place) {
    try {
      Path fresh = place.resolveSibling("fresh");
      Files.createLink(fresh, what);
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatMayNotBeReadIsToldAsThat() throws IOException {
    Path file = Files.write(dir.resolve("file"), new byte[] {1});
    assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file));

    assertThatThrownBy(() -> PlainFile.read(file, MOST))
        .isInstanceOfSatisfying(
            IOException.class,
            e -> assertThat(UnfitFile.why(e)).isEqualTo("may not be read by this user"));
  }

  private static void faulty(Path file, FileCause fault, LinkOption... links) {
    assertThatThrownBy(() -> PlainFile.read(file, MOST, links))
        .isInstanceOfSatisfying(UnfitFile.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .satisfies(e -> assertThat(Telling.fault(e)).startsWith(file + " is "));
  }
}
