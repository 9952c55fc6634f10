package dev.meshscope.files;

import dev.meshscope.core.cause.FileCause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Writes files whole or not at all (PROTOCOL 1): to a new one beside it, which then takes its
/// place. What lies under the new one's usual name, a folder or somebody else's file, stops
/// nothing. On any thread that may wait for a disk.
public final class WholeFile {
  private WholeFile() {}

  /// Makes a folder that is private to the user, unless it is there.
  public static void makeDir(Path dir) throws IOException {
    if (!Files.isDirectory(dir)) {
      Files.createDirectories(dir, mode(dir, "rwx------"));
    }
  }

  /// Keeps it for the user alone. It is on the disk, not only in the system's memory, before the
  /// old content goes: after a power failure there is the old file or the new one.
  ///
  /// A link that belongs to whom the folder belongs to stays one, and what it leads to is written:
  /// somebody keeps this file elsewhere. Another's is replaced.
  ///
  /// @throws UnfitFile if what it leads to is no file
  public static void keep(Path file, byte[] content) throws IOException {
    Path place = place(file);
    write(place, ".new", content, ownersOnly(place), true);
    Path dir = place.toAbsolutePath().getParent();
    if (dir != null) {
      force(dir);
    }
  }

  private static Path place(Path file) throws IOException {
    Path dir = file.toAbsolutePath().getParent();
    if (!Files.isSymbolicLink(file)
        || dir == null
        || !Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(dir))) {
      return file;
    }
    if (!Files.exists(file)) {
      throw new UnfitFile(file, FileCause.NOWHERE);
    }
    Path leadsTo = file.toRealPath();
    if (!Files.isRegularFile(leadsTo)) {
      throw new UnfitFile(file, Files.isDirectory(leadsTo) ? FileCause.FOLDER : FileCause.NO_FILE);
    }
    return leadsTo;
  }

  /// Writes what others read, who may be another user's programs.
  ///
  /// @param ending of the new one's usual name
  public static void show(Path file, String ending, byte[] content) throws IOException {
    write(file, ending, content, new FileAttribute<?>[0], false);
  }

  /// Mode 0600 where the file system knows modes.
  public static FileAttribute<?>[] ownersOnly(Path file) {
    return mode(file, "rw-------");
  }

  private static void write(
      Path file, String ending, byte[] content, FileAttribute<?>[] mode, boolean force)
      throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnfitFile(file, FileCause.FOLDER);
    }
    Path fresh = free(file, ending);
    // Made anew: what lies there may be a link to somewhere else.
    try (FileChannel channel =
        FileChannel.open(
            fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (force) {
        channel.force(true);
      }
    }
    boolean moved = false;
    try {
      move(fresh, file);
      moved = true;
    } finally {
      if (!moved) {
        Files.deleteIfExists(fresh);
      }
    }
  }

  /// A name beside it that nothing has: the usual one, so that what a crash leaves is overwritten.
  private static Path free(Path file, String ending) {
    Path usual = file.resolveSibling(file.getFileName() + ending);
    try {
      if (!Files.isDirectory(usual, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(usual);
        return usual;
      }
    } catch (IOException e) {
      // Not ours to remove.
    }
    String other = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return file.resolveSibling(file.getFileName() + "." + other + ending);
  }

  private static void move(Path fresh, Path file) throws IOException {
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// That the new one has the name is on the disk, too.
  private static void force(Path dir) {
    try (FileChannel channel = FileChannel.open(dir, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folder, and needs none of this.
    }
  }

  private static FileAttribute<?>[] mode(Path path, String mode) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
