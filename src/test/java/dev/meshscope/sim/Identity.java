package dev.meshscope.sim;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;

/// Who a simulated process is; kept across restarts.
///
/// @param index its number in the world, 0 to 30
record Identity(int index, NodeId nodeId, NodeName name, PublicKey key) {

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /// @param rank decides who is smaller
  static Identity of(int index, int rank) {
    return new Identity(
        index,
        new NodeId("%08x-0000-7000-8000-%012x".formatted(rank, index)),
        new NodeName("n" + index),
        new PublicKey("A".repeat(41) + LETTERS.charAt(index) + "A"));
  }

  boolean smallerThan(Identity other) {
    return nodeId.compareTo(other.nodeId) < 0;
  }
}
