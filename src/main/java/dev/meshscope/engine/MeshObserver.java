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
}
