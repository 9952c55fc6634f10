package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.files.PlainFile;
import dev.meshscope.files.UnfitFile;
import dev.meshscope.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The registry's files. Blocking; on the registry's thread, and on those that start and end it.
final class RegistryFolder {
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
    WholeFile.show(own, "." + ProcessHandle.current().pid() + ".tmp", content);
  }

  /// Removes our own entry. A successor with our identity may have announced itself already.
  void removeOwn() throws IOException {
    long pid = ProcessHandle.current().pid();
    try {
      if (RegistryEntry.parse(read(own)).filter(entry -> entry.pid() == pid).isPresent()) {
        Files.deleteIfExists(own);
      }
    } catch (NoSuchFileException | UnfitFile e) {
      // Somebody removed it, or has put something else there.
    }
  }

  /// The files of others that may be entries; none if there is no folder.
  ///
  /// @param known whose entries counted at the last look
  /// @throws IOException if the folder is there and nobody knows what is in it
  List<Path> others(Set<NodeId> known) throws IOException {
    try {
      return RegistryListing.of(dir, known).entries().stream()
          .filter(file -> !file.equals(own))
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
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
    return PlainFile.read(file, MAX_FILE_BYTES, LinkOption.NOFOLLOW_LINKS);
  }
}
