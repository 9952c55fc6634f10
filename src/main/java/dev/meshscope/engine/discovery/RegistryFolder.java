package dev.meshscope.engine.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The registry's files. Blocking; on the registry's thread, and on those that start and end it.
final class RegistryFolder {
  static final int MAX_ENTRIES = 4_096;
  private static final int MAX_FILE_BYTES = 65_536;

  private final Path dir;
  private final Path own;

  /// @param own the name of our own entry
  RegistryFolder(Path dir, String own) {
    this.dir = dir;
    this.own = dir.resolve(own);
  }

  /// Writes our own entry, whole; the folder is made if somebody removed it.
  ///
  /// @throws IOException if it is not there
  void write(byte[] content) throws IOException {
    Files.createDirectories(dir);
    // The name ends in something that no scan takes for an entry.
    Path fresh = dir.resolve(own.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    // Made anew: what lies there under this name may be a link to somewhere else.
    Files.deleteIfExists(fresh);
    try {
      Files.write(fresh, content, StandardOpenOption.CREATE_NEW);
      Files.move(fresh, own, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, own, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// Removes our own entry. A successor with our identity may have announced itself already.
  void removeOwn() throws IOException {
    long pid = ProcessHandle.current().pid();
    if (Files.isRegularFile(own, LinkOption.NOFOLLOW_LINKS)
        && RegistryEntry.parse(read(own)).filter(entry -> entry.pid() == pid).isPresent()) {
      Files.deleteIfExists(own);
    }
  }

  /// The files of others that may be entries; none if there is no folder.
  ///
  /// @throws IOException if the folder is there and nobody knows what is in it
  List<Path> others() throws IOException {
    List<Path> others = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "*.json")) {
      int looked = 0;
      for (Path file : files) {
        if (looked++ == MAX_ENTRIES) {
          break;
        }
        if (!file.equals(own)) {
          others.add(file);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return others;
  }

  /// Deletes it, unless its node has been started again meanwhile and has written it anew.
  ///
  /// @param dead what stood there
  static void delete(Path file, byte[] dead) throws IOException {
    if (Arrays.equals(read(file), dead)) {
      Files.deleteIfExists(file);
    }
  }

  /// @throws IOException if it is no regular file of a moderate size
  static byte[] read(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("no regular file");
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
      if (content.length > MAX_FILE_BYTES) {
        throw new IOException("too long");
      }
      return content;
    }
  }
}
