package dev.meshscope.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Who else may touch a file or a folder, as far as its mode tells. On any thread that may wait for
/// a disk.
public final class Privacy {
  private static final Logger LOG = Logger.getLogger(Privacy.class.getName());

  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rwx------");

  private Privacy() {}

  /// Whether others than its owner may read or write this file. No where it is not there, or where
  /// files have no modes.
  public static boolean isOpen(Path file) {
    PosixFileAttributes mode = mode(file);
    return mode != null && !OWNERS.containsAll(mode.permissions());
  }

  /// Whether others than its owner may put something there. A group that is called as the owner is
  /// the owner alone, as many systems make one for each user.
  public static boolean isWritableByOthers(Path folder) {
    PosixFileAttributes mode = mode(folder);
    return mode != null
        && (mode.permissions().contains(PosixFilePermission.OTHERS_WRITE)
            || (mode.permissions().contains(PosixFilePermission.GROUP_WRITE)
                && !mode.group().getName().equals(mode.owner().getName())));
  }

  /// Takes a secret from all others, and says so if they had it.
  public static void close(Path file) {
    if (!isOpen(file)) {
      return;
    }
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      LOG.log(
          Level.WARNING,
          "Other users of this machine could read {0}; it is closed to them now.",
          file);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "Other users of this machine can read {0}, and it cannot be closed to them.",
          file);
    }
  }

  private static @Nullable PosixFileAttributes mode(Path path) {
    try {
      return Files.readAttributes(path, PosixFileAttributes.class);
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }
}
