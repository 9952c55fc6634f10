package dev.meshscope.ui.feed;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.table.PeerTable;
import java.util.List;

/// What happened between two pulses of the window.
///
/// @param table the latest table
/// @param events what is worth a word, oldest first; counts and samples are in the table
/// @param told how many events there were in all since the start
/// @param dropped how many of those worth a word were lost since the start, the box being full
public record Batch(PeerTable table, List<MeshEvent> events, long told, long dropped) {
  /// Copies the list.
  public Batch {
    events = List.copyOf(events);
  }
}
