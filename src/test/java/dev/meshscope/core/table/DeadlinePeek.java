package dev.meshscope.core.table;

import dev.meshscope.core.link.TransportId;
import java.util.OptionalLong;

/// Lets the simulation see when the core wants to be woken. Pure.
public final class DeadlinePeek {
  private DeadlinePeek() {}

  /// When something is due on this transport; empty if it has left.
  public static OptionalLong of(PeerTable table, TransportId id) {
    return Deadlines.of(table, id);
  }
}
