package dev.meshscope.files;

import dev.meshscope.core.cause.FileCause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The one way to read a file that others may touch. Whatever lies there, and whatever is put there
/// in the meantime, it ends at once and takes a bounded number of bytes. On any thread that may
/// wait for a disk.
///
/// A look at the name says what is wrong in words; it does not protect, as the file may be another
/// one right after it. What does is that it is opened once, without waiting, and that what was
/// opened is looked at. Where that cannot be done (on Windows, where no folder has pipes) only the
/// look before is left.
public final class PlainFile {
  private PlainFile() {}

  /// Whether nothing of this name lies there. A link lies there, wherever it leads, and so does
  /// what cannot even be looked at.
  public static boolean absent(Path file) {
    return Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /// All that is in it.
  ///
  /// @param most bytes
  /// @param links whether a link is followed, as the JDK says it
  /// @throws UnfitFile if it is no regular file, or longer
  /// @throws IOException if it is not there or cannot be read
  public static byte[] read(Path file, int most, LinkOption... links) throws IOException {
    BasicFileAttributes look = look(file, links);
    if (look.isDirectory()) {
      throw new UnfitFile(file, FileCause.FOLDER);
    }
    if (look.isSymbolicLink()) {
      throw new UnfitFile(file, FileCause.LINK);
    }
    if (!look.isRegularFile()) {
      throw new UnfitFile(file, FileCause.NO_FILE);
    }
    if (look.size() > most) {
      throw new UnfitFile(file, FileCause.TOO_LONG);
    }
    return open(file, most, links);
  }

  private static BasicFileAttributes look(Path file, LinkOption... links) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, links);
    } catch (NoSuchFileException e) {
      throw Files.isSymbolicLink(file) ? new UnfitFile(file, FileCause.NOWHERE) : e;
    }
  }

  /// Whatever lies there by now.
  static byte[] open(Path file, int most, LinkOption... links) throws IOException {
    NonBlocking system = NonBlocking.HERE;
    return system != null && file.getFileSystem().equals(FileSystems.getDefault())
        ? system.read(file, most, links.length == 0)
        : portably(file, most, links);
  }

  static byte[] portably(Path file, int most, LinkOption... links) throws IOException {
    Set<OpenOption> options = new HashSet<>(List.of(links));
    options.add(StandardOpenOption.READ);
    try (InputStream in = Channels.newInputStream(Files.newByteChannel(file, options))) {
      byte[] content = in.readNBytes(most);
      if (in.read() >= 0) {
        throw new UnfitFile(file, FileCause.TOO_LONG);
      }
      return content;
    }
  }
}
