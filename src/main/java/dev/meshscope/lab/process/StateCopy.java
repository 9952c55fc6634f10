package dev.meshscope.lab.process;

import dev.meshscope.lab.words.LabWords;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A copy of a living program's folder for a second life of it. A lock is not state: what the
/// living process holds locked, and what names its pid, would only tell the second life that the
/// first one runs. Blocking.
public final class StateCopy {
  /// Nobody writes a pid into a larger file to be found by it.
  private static final long LARGEST_NOTE = 4_096;

  private static final Path LOCKS = Path.of("/proc/locks");

  private final List<String> without;
  private final Set<Long> pids;
  private final Optional<Pattern> names;
  private final Set<Object> lockedInodes;
  private final List<String> leftOut = new ArrayList<>();

  private StateCopy(Collection<ProcessHandle> living, List<String> without) {
    this.without = without;
    this.pids = living.stream().map(ProcessHandle::pid).collect(Collectors.toSet());
    this.names =
        pids.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Pattern.compile(
                    pids.stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining("|", "(?<!\\d)(?:", ")(?!\\d)"))));
    this.lockedInodes = lockedBy(pids);
  }

  /// Copies it.
  ///
  /// @param living the processes that live in it
  /// @param without names that are never copied, and not worth a word
  /// @return what was left out and why, a few words each
  /// @throws IOException if something cannot be read or written
  public static List<String> copy(
      Path from, Path to, Collection<ProcessHandle> living, List<String> without)
      throws IOException {
    StateCopy copy = new StateCopy(living, without);
    copy.all(from, to);
    return List.copyOf(copy.leftOut);
  }

  private void all(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path relative = from.relativize(each);
        Path target = to.resolve(relative.toString());
        if (unwanted(relative)) {
          continue;
        }
        if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(target);
        } else if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
          file(each, relative, target);
        } else if (Files.isSymbolicLink(each)
            && namesPid(Files.readSymbolicLink(each).toString())) {
          leftOut.add(LabWords.of("state-copy.names-its-process", relative));
        }
      }
    }
  }

  private boolean unwanted(Path relative) {
    return Stream.iterate(relative, java.util.Objects::nonNull, Path::getParent)
        .anyMatch(part -> without.contains(String.valueOf(part.getFileName())));
  }

  private void file(Path each, Path relative, Path target) throws IOException {
    if (locked(each)) {
      leftOut.add(LabWords.of("state-copy.locked-by-its-process", relative));
    } else if (Files.size(each) <= LARGEST_NOTE
        && namesPid(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1))) {
      leftOut.add(LabWords.of("state-copy.names-its-process", relative));
    } else {
      Files.copy(each, target);
    }
  }

  private boolean namesPid(String text) {
    return names.filter(pattern -> pattern.matcher(text).find()).isPresent();
  }

  /// There are two kinds of locks, and a lock of one kind does not see those of the other; Linux
  /// lists both.
  private boolean locked(Path file) throws IOException {
    if (!lockedInodes.isEmpty() && lockedInodes.contains(Files.getAttribute(file, "unix:ino"))) {
      return true;
    }
    if (!Files.isWritable(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (IOException | OverlappingFileLockException e) {
      // Windows does not even let it be opened.
      return true;
    }
  }

  private static Set<Object> lockedBy(Set<Long> pids) {
    if (!Files.isReadable(LOCKS)) {
      return Set.of();
    }
    try (Stream<String> lines = Files.lines(LOCKS)) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(words -> words.length > 5 && words[4].matches("\\d+"))
          .filter(words -> pids.contains(Long.parseLong(words[4])))
          .map(words -> words[5].split(":"))
          .filter(device -> device.length == 3 && device[2].matches("\\d+"))
          .map(device -> (Object) Long.valueOf(device[2]))
          .collect(Collectors.toSet());
    } catch (IOException | java.io.UncheckedIOException e) {
      return Set.of();
    }
  }
}
