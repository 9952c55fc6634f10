package dev.meshscope.core.table;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Small sets that grow while a step is looked at. Most steps concern nobody or one: those cost no
/// set of their own.
final class Few {
  private Few() {}

  /// The set with this one in it, in the order of coming; the same set if it is null or in it
  /// already.
  ///
  /// @param some from `Set.of()` or from here, and not used any more
  static <T> Set<T> plus(Set<T> some, @Nullable T one) {
    if (one == null || some.contains(one)) {
      return some;
    }
    if (some.isEmpty()) {
      return Set.of(one);
    }
    Set<T> more = some.size() == 1 ? new LinkedHashSet<>(some) : some;
    more.add(one);
    return more;
  }
}
