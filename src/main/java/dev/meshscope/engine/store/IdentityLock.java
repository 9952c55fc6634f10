package dev.meshscope.engine.store;

import dev.meshscope.engine.StartException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// One process per identity. The operating system holds the lock and lets go of it when the process
/// dies, however it dies: a file left behind, or a pid used again, locks nobody out. Blocking.
public final class IdentityLock implements AutoCloseable {
  private final FileChannel channel;

  private IdentityLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Makes the state folder if need be and takes the lock.
  ///
  /// @throws StartException if another process has it, or the folder cannot be used
  public static IdentityLock take(Path stateDir) throws StartException {
    Path file = stateDir.resolve("identity.lock");
    FileChannel channel = null;
    try {
      StateFiles.makeDir(stateDir);
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      // The last byte a file can have: Windows locks are mandatory, and the pid must stay readable.
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String owner = Files.readString(file).strip();
        channel.close();
        throw new StartException(
            "The identity in " + stateDir + " is in use by process " + owner + ".");
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return new IdentityLock(channel);
    } catch (IOException e) {
      closeQuietly(channel);
      throw new StartException("The folder " + stateDir + " cannot be used for the identity.", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void closeQuietly(@Nullable FileChannel channel) throws StartException {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new StartException("The lock of the identity cannot be closed.", e);
    }
  }

  /// Lets go.
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
