package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.Self;
import dev.meshscope.files.Privacy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What lies in the registry's folder, and why what does not count does not: a value. Nothing is
/// changed by looking.
///
/// @param there whether the folder is there
/// @param readable whether its entries can be read
/// @param writable whether an entry can be written
/// @param writableByOthers whether other users can write entries, and remove ours
/// @param own whether our own entry lies there
/// @param others how many other entries there are of each kind
public record RegistrySurvey(
    boolean there,
    boolean readable,
    boolean writable,
    boolean writableByOthers,
    boolean own,
    Map<Kind, Integer> others) {

  /// Whether an entry counts (PROTOCOL 5).
  public enum Kind {
    COUNTS,
    OTHER_GROUP,
    STALE,
    DEAD,
    /// Unreadable, or under a name that is not its own.
    NONE,
    /// More than are read: these were written before all others.
    NOT_LOOKED_AT
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
      try {
        RegistryListing listing = RegistryListing.of(dir, Set.of());
        count(others, Kind.NONE, listing.misnamed());
        count(others, Kind.NOT_LOOKED_AT, listing.leftOut());
        for (Path file : listing.entries()) {
          if (file.getFileName().toString().equalsIgnoreCase(self.nodeId() + ".json")) {
            own = entry(file) != null;
          } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            count(others, kind(file, self), 1);
          }
        }
      } catch (IOException e) {
        readable = false;
      }
    }
    return new RegistrySurvey(
        there,
        readable,
        there && Files.isWritable(dir),
        there && Privacy.isWritableByOthers(dir),
        own,
        others);
  }

  private static void count(Map<Kind, Integer> others, Kind kind, int more) {
    if (more > 0) {
      others.merge(kind, more, Integer::sum);
    }
  }

  /// Null: there is none in it, or not its own.
  private static @Nullable RegistryEntry entry(Path file) {
    try {
      return RegistryEntry.parse(RegistryFolder.read(file))
          .filter(entry -> entry.belongsIn(file.getFileName().toString()))
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  private static Kind kind(Path file, Self self) {
    RegistryEntry entry = entry(file);
    if (entry == null) {
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
