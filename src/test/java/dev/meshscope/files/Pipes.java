package dev.meshscope.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/// What may lie in the place of a file.
public final class Pipes {
  private Pipes() {}

  /// A named pipe that nobody writes to: whoever opens it as Java does waits for ever.
  public static Path make(Path at) throws IOException {
    try {
      assertThat(new ProcessBuilder("mkfifo", at.toString()).start().waitFor()).isZero();
      return at;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// A file of 3 GiB that takes no room on the disk.
  public static Path huge(Path at) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(at.toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    return at;
  }
}
