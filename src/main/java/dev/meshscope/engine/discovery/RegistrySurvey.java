package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.Self;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// What lies in the registry's folder, and why what does not count does not: a value. Nothing is
/// changed by looking.
///
/// @param there whether the folder is there
/// @param readable whether its entries can be read
/// @param writable whether an entry can be written
/// @param own whether our own entry lies there
/// @param others how many other entries there are of each kind
public record RegistrySurvey(
    boolean there, boolean readable, boolean writable, boolean own, Map<Kind, Integer> others) {

  /// Whether an entry counts (PROTOCOL 5).
  public enum Kind {
    COUNTS,
    OTHER_GROUP,
    STALE,
    DEAD,
    /// Unreadable, or under a name that is not its own.
    NONE
  }

  /// Copies the map.
  public RegistrySurvey {
    others = Map.copyOf(others);
  }

  /// All that are not ours.
  public int entries() {
    return others.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// How many are of this kind.
  public int of(Kind kind) {
    return others.getOrDefault(kind, 0);
  }

  /// Looks at the folder; blocks for the file system.
  public static RegistrySurvey of(Path dir, Self self) {
    boolean there = Files.isDirectory(dir);
    boolean readable = there && Files.isReadable(dir);
    boolean own = false;
    Map<Kind, Integer> others = new EnumMap<>(Kind.class);
    if (readable) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "*.json")) {
        int looked = 0;
        for (Path file : files) {
          if (looked++ == RegistryFolder.MAX_ENTRIES) {
            break;
          }
          if (file.getFileName().toString().equalsIgnoreCase(self.nodeId() + ".json")) {
            own = true;
          } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            others.merge(kind(file, self), 1, Integer::sum);
          }
        }
      } catch (IOException | DirectoryIteratorException e) {
        readable = false;
      }
    }
    return new RegistrySurvey(there, readable, there && Files.isWritable(dir), own, others);
  }

  private static Kind kind(Path file, Self self) {
    RegistryEntry entry;
    try {
      entry = RegistryEntry.parse(RegistryFolder.read(file)).orElse(null);
    } catch (IOException e) {
      return Kind.NONE;
    }
    if (entry == null || !entry.belongsIn(file.getFileName().toString())) {
      return Kind.NONE;
    }
    long ageMs = entry.ageMs(System.currentTimeMillis());
    return switch (entry.standing(
        LoopbackRegistry.serviceType(self.group()), ageMs, entry.running())) {
      case COUNTS -> Kind.COUNTS;
      case OTHER_GROUP -> Kind.OTHER_GROUP;
      case STALE -> Kind.STALE;
      case DEAD -> Kind.DEAD;
    };
  }
}
