package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.NodeId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which files of the registry's folder are worth opening: a value. What is not called as an entry
/// is none and takes no room. Where there are more than can be read again and again, those that
/// counted at the last look come first, then what was written last: a living node writes its entry
/// every five seconds, and what was put there to be in the way only gets older.
///
/// @param entries at most [#MAX_ENTRIES], our own among them
/// @param misnamed how many are not called as an entry
/// @param leftOut how many are, and are not looked at
record RegistryListing(List<Path> entries, int misnamed, int leftOut) {
  static final int MAX_ENTRIES = 4_096;

  /// More names than these are not even kept in memory.
  private static final int MAX_NAMES = 16 * MAX_ENTRIES;

  private static final String ENDING = ".json";

  /// Looks at the folder; blocks for the file system.
  ///
  /// @param known whose entries counted at the last look
  /// @throws IOException if nobody knows what is in the folder
  static RegistryListing of(Path dir, Set<NodeId> known) throws IOException {
    List<Path> entries = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    int misnamed = 0;
    int leftOut = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "*" + ENDING)) {
      for (Path file : files) {
        Optional<NodeId> id = id(file);
        if (id.isEmpty()) {
          misnamed++;
        } else if (known.contains(id.get()) && entries.size() < MAX_ENTRIES) {
          entries.add(file);
        } else if (others.size() < MAX_NAMES) {
          others.add(file);
        } else {
          leftOut++;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    int room = Math.min(MAX_ENTRIES - entries.size(), others.size());
    entries.addAll(room == others.size() ? others : newest(others, room));
    return new RegistryListing(List.copyOf(entries), misnamed, leftOut + others.size() - room);
  }

  private static Optional<NodeId> id(Path file) {
    String name = file.getFileName().toString();
    return NodeId.parse(name.substring(0, name.length() - ENDING.length()));
  }

  private static List<Path> newest(List<Path> files, int most) {
    long nowMs = System.currentTimeMillis();
    Map<Path, Long> ages = new HashMap<>();
    files.forEach(file -> ages.put(file, ageMs(file, nowMs)));
    return files.stream().sorted(Comparator.comparing(ages::get)).limit(most).toList();
  }

  /// What is said to be written later than now comes last: nobody gets in front by that.
  private static long ageMs(Path file, long nowMs) {
    try {
      long age = nowMs - Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis();
      return age < 0 ? Long.MAX_VALUE : age;
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }
}
