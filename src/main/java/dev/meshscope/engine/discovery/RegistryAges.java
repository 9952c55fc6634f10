package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.NodeId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// How old entries are, for whoever looks at them again and again: after the first look only the
/// monotonic clock counts, so that a clock that is set makes nobody stale who goes on writing, and
/// keeps nobody who does not. On the registry's thread.
final class RegistryAges {

  /// @param writtenMs as it stood there
  /// @param ageMs how old it was when this was seen first
  private record Look(long writtenMs, long ageMs, long atMs) {}

  private final Map<NodeId, Look> looks = new HashMap<>();

  /// How old this entry is.
  ///
  /// @param wallMs milliseconds since the epoch
  /// @param nowMs monotonic
  long ageMs(RegistryEntry entry, long wallMs, long nowMs) {
    Look last = looks.get(entry.nodeId());
    if (last != null && last.writtenMs() == entry.writtenMs()) {
      return last.ageMs() + nowMs - last.atMs();
    }
    // Another time than at the last look: somebody has written it since.
    long age = last == null ? entry.ageMs(wallMs) : 0;
    looks.put(entry.nodeId(), new Look(entry.writtenMs(), age, nowMs));
    return age;
  }

  /// Forgets all others.
  void keep(Set<NodeId> present) {
    looks.keySet().retainAll(present);
  }
}
