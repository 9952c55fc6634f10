package dev.meshscope.proof;

import java.util.Optional;

/// One peer of a soak: does one thing after the other to itself, and knows how it stands. On a
/// thread of its own while the soak lasts, on the soak's before and after.
interface SoakPeer extends AutoCloseable {

  /// The two ends of its connection to the node, as it knows them.
  ///
  /// @param own its own port
  /// @param nodes the node's
  record Ends(int own, int nodes) {}

  String nodeId();

  /// Connects for the first time.
  void begin() throws Exception;

  /// Does one thing, and waits until the node has taken it as it must.
  void act() throws Exception;

  /// Tells if it was lost although it did nothing.
  void check();

  /// Whether it is there through the relay too.
  default boolean onRelay() {
    return false;
  }

  /// How often an older life of it spoke again after it was replaced: for the node a replacement
  /// that may have been wrong, and was right.
  default int thaws() {
    return 0;
  }

  /// Its direct connection; empty if it has none.
  Optional<Ends> ends() throws Exception;

  @Override
  void close();
}
