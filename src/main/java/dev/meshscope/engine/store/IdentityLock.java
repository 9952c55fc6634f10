package dev.meshscope.engine.store;

import dev.meshscope.engine.StartException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/// One process per identity. The operating system holds the lock and lets go of it when the process
/// dies, however it dies: a file left behind, or a pid used again, locks nobody out. Blocking.
public final class IdentityLock implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(IdentityLock.class.getName());

  /// Held by this process. Asked before the file is opened: on POSIX systems, closing any
  /// descriptor of a file lets go of every lock that the process has on it.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private IdentityLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Makes the state folder if need be and takes the lock.
  ///
  /// @throws StartException if another process has it, or the folder cannot be used
  public static IdentityLock take(Path stateDir) throws StartException {
    try {
      StateFiles.makeDir(stateDir);
      Path file = stateDir.toRealPath().resolve("identity.lock");
      if (!HELD.add(file)) {
        throw inUse(stateDir, Long.toString(ProcessHandle.current().pid()));
      }
      boolean taken = false;
      try {
        IdentityLock lock = new IdentityLock(file, open(stateDir, file));
        taken = true;
        return lock;
      } finally {
        if (!taken) {
          HELD.remove(file);
        }
      }
    } catch (IOException e) {
      throw new StartException(
          "The folder "
              + stateDir
              + " cannot be used for the identity. Look who owns it, or name another one with"
              + " --state-dir.",
          e);
    }
  }

  private static FileChannel open(Path stateDir, Path file) throws IOException, StartException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            StateFiles.fileMode(file));
    boolean taken = false;
    try {
      // The last byte a file can have: Windows locks are mandatory, and the pid must stay readable.
      if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
        throw inUse(stateDir, Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      taken = true;
      return channel;
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static StartException inUse(Path stateDir, String owner) {
    // In a container that shares the folder a pid may be another's, or nobody's.
    boolean here =
        owner.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(owner)).isPresent();
    String process = here ? "process " + owner : "another process";
    return StartException.identityInUse(
        "The identity in " + stateDir + " is in use by " + process + ".");
  }

  /// Lets go. The file stays: without it, two others could each lock a file of that name.
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }

  /// Closes it; a failure is logged, as nothing can be done about it.
  public void release() {
    try {
      close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the lock of the identity was not released", e);
    }
  }
}
