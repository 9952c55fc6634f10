package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @TempDir Path parent;

  private static long watches() throws IOException {
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return open.filter(FolderWatchTest::inotify).count();
    }
  }

  private static boolean inotify(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().contains("inotify");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void whatCannotBeWatchedLeavesNothingOpen() throws Exception {
    assumeTrue(Files.isDirectory(DESCRIPTORS), "descriptors can be listed");
    long before = watches();
    Path file = Files.writeString(parent.resolve("file"), "x");
    try (FolderWatch none = new FolderWatch(parent.resolve("none"));
        FolderWatch noFolder = new FolderWatch(file)) {
      for (int i = 0; i < 20; i++) {
        none.renew();
        noFolder.renew();
      }
      assertThat(watches()).isEqualTo(before);
    }
  }

  @Test
  void aFolderInThePlaceOfTheFirstIsWatchedAndTheFirstNoMore() throws Exception {
    assumeTrue(Files.isDirectory(DESCRIPTORS), "descriptors can be listed");
    long before = watches();
    Path dir = Files.createDirectory(parent.resolve("watched"));
    try (FolderWatch watch = new FolderWatch(dir)) {
      watch.renew();
      watch.renew();
      assertThat(watches()).isEqualTo(before + 1);
      Files.move(dir, parent.resolve("aside"));
      Files.createDirectory(dir);
      watch.renew();
      assertThat(watches()).isEqualTo(before + 1);

      Files.writeString(dir.resolve("news"), "x");
      long begun = System.nanoTime();
      watch.await(60_000, new CountDownLatch(1));
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(30);
    }
    assertThat(watches()).isEqualTo(before);
  }
}
