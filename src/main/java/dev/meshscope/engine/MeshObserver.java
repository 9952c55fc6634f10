package dev.meshscope.engine;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.table.PeerTable;
import java.util.List;

/// Is told what happens. Called on the engine loop: must return at once and never block.
public interface MeshObserver {

  /// The table at the moment of registration; always the first call.
  void present(PeerTable table);

  /// What one step did, and the table after it.
  void happened(PeerTable table, List<MeshEvent> events);

  /// How much of what it was told waits in it for somebody to read it: the words of others, in
  /// bytes. Whoever brings more is not read from for a while.
  default long unreadBytes() {
    return 0;
  }
}
