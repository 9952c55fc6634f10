package dev.meshscope.lab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
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

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The folder above will stay, too.
    }
  }

  /// Copies it with all that is in it but for these names.
  ///
  /// @throws IOException if something cannot be read or written
  public static void copy(Path from, Path to, List<String> without) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path relative = from.relativize(each);
        boolean left =
            Stream.iterate(relative, java.util.Objects::nonNull, Path::getParent)
                .anyMatch(part -> without.contains(String.valueOf(part.getFileName())));
        Path target = to.resolve(relative.toString());
        if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          if (!left) {
            Files.createDirectories(target);
          }
        } else if (!left && Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
          Files.copy(each, target);
        }
      }
    }
  }
}
