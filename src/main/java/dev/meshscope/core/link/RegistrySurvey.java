package dev.meshscope.core.link;

import java.util.Map;

/// What lies in the registry's folder, and why what does not count does not: a value.
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
    /// It is a peer's of our group, and in time.
    COUNTS,
    /// It is a peer's of another mesh.
    OTHER_GROUP,
    /// It was not written again in time.
    STALE,
    /// Its process has ended.
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
}
