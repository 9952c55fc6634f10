package dev.meshscope.engine.store;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.StartCause;
import dev.meshscope.core.link.StartException;
import dev.meshscope.files.PlainFile;
import dev.meshscope.files.UnfitFile;
import dev.meshscope.files.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/// One process per identity. The operating system holds the lock and lets go of it when the process
/// dies, however it dies: a file left behind, or a pid used again, locks nobody out. Blocking.
public final class IdentityLock implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(IdentityLock.class.getName());

  private static final int MAX_BYTES = 1_024;

  /// What it holds: the pid of whoever has it, or had it last.
  private static final Pattern PID = Pattern.compile("\\d{0,18}");

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
      WholeFile.makeDir(stateDir);
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
      throw new StartException(Cause.of(StartCause.STATE_DIR_UNUSABLE, stateDir), e);
    }
  }

  private static FileChannel open(Path stateDir, Path file) throws IOException, StartException {
    String before = present(file);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            WholeFile.ownersOnly(file));
    boolean taken = false;
    try {
      // The last byte a file can have: Windows locks are mandatory, and the pid must stay readable.
      if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
        throw inUse(stateDir, before);
      }
      if (!PID.matcher(before).matches()) {
        // Under another name it may be something the user needs.
        throw new StartException(Cause.of(StartCause.LOCK_FOREIGN, file));
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

  /// What it holds, without a link being followed or a pipe being waited for.
  private static String present(Path file) throws IOException, StartException {
    try {
      byte[] content = PlainFile.read(file, MAX_BYTES, LinkOption.NOFOLLOW_LINKS);
      return new String(content, StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new StartException(
          Cause.of(StartCause.LOCK_UNFIT, file, Cause.of(UnfitFile.why(e))), e);
    }
  }

  private static StartException inUse(Path stateDir, String owner) {
    // In a container that shares the folder a pid may be another's, or nobody's.
    boolean here =
        PID.matcher(owner).matches()
            && !owner.isEmpty()
            && ProcessHandle.of(Long.parseLong(owner)).isPresent();
    Cause process =
        here ? Cause.of(StartCause.PROCESS, owner) : Cause.of(StartCause.ANOTHER_PROCESS);
    return new StartException(Cause.of(StartCause.IDENTITY_IN_USE, stateDir, process));
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
