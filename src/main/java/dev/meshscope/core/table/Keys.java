package dev.meshscope.core.table;

import dev.meshscope.core.identity.KnownKeys;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/// Which key is believed for whom, and on whose account. A value, on any thread.
///
/// @param pinned the key believed for each node id
/// @param fresh those of them that came in this run by themselves, and when: keys are free, so
///   these go first where there are too many
/// @param trusted those that the user chose, in whichever run: these never go by themselves
/// @param proven those that have proven to hold their key, in whichever run
public record Keys(
    PMap<NodeId, PublicKey> pinned,
    PMap<NodeId, Long> fresh,
    PSet<NodeId> trusted,
    PSet<NodeId> proven) {

  /// @param known from earlier runs
  static Keys of(KnownKeys known) {
    PMap<NodeId, PublicKey> none = TreePMap.empty(NodeId.SCATTERED);
    return new Keys(
        none.plusAll(known.keys()),
        TreePMap.empty(NodeId.SCATTERED),
        TreePSet.from(known.trusted()),
        TreePSet.from(known.proven()));
  }

  Keys plus(NodeId id, PublicKey key, boolean byUser, long atNs) {
    return new Keys(
        pinned.plus(id, key),
        byUser ? fresh.minus(id) : fresh.plus(id, atNs),
        byUser ? trusted.plus(id) : trusted,
        key.equals(pinned.get(id)) ? proven : proven.minus(id));
  }

  Keys minus(NodeId id) {
    return new Keys(pinned.minus(id), fresh.minus(id), trusted.minus(id), proven.minus(id));
  }

  Keys with(PMap<NodeId, PublicKey> other) {
    return new Keys(other, fresh, trusted, proven);
  }

  /// It has proven to hold the key that is believed for it.
  Keys proven(NodeId id) {
    return pinned.containsKey(id) && !proven.contains(id)
        ? new Keys(pinned, fresh, trusted, proven.plus(id))
        : this;
  }

  /// What is kept across restarts.
  public KnownKeys kept() {
    return new KnownKeys(pinned, proven, trusted);
  }

  /// Whether this key was known before this run began, or the user chose it.
  boolean lasting(NodeId id) {
    return pinned.containsKey(id) && !fresh.containsKey(id);
  }
}
