package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.RegistrySurvey;
import dev.meshscope.core.link.RegistrySurvey.Kind;
import dev.meshscope.files.Privacy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks into the registry's folder and changes nothing there. Blocks for the file system; on any
/// thread.
public final class RegistryLook {
  private RegistryLook() {}

  /// What lies in it, as seen by this node.
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
