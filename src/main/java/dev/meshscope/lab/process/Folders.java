package dev.meshscope.lab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Folders that come and go with a run. Blocking.
public final class Folders {
  private Folders() {}

  /// Removes it with all that is in it, as far as that is possible; follows no link.
  public static void remove(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(Folders::delete);
    } catch (IOException | UncheckedIOException e) {
      // Somebody still writes into it; what is left lies in the folder for temporary files.
    }
  }

  /// Removes all that is in it, as far as that is possible.
  public static void empty(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      all.forEach(
          file -> {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
              remove(file);
            } else {
              delete(file);
            }
          });
    } catch (IOException | UncheckedIOException e) {
      // What is left will be taken for old.
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The folder above will stay, too.
    }
  }
}
