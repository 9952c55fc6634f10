package dev.meshscope.core.identity;

import java.util.Map;
import java.util.Set;

/// What is known of others across restarts. A value, on any thread; the maps must not change.
///
/// @param keys the key believed for each node id
/// @param proven those of them that have proven to hold it, at any time
/// @param trusted those of them that the user chose
public record KnownKeys(Map<NodeId, PublicKey> keys, Set<NodeId> proven, Set<NodeId> trusted) {
  /// Of nobody.
  public static final KnownKeys NONE = new KnownKeys(Map.of(), Set.of(), Set.of());
}
