package dev.meshscope.core.table;

import dev.meshscope.core.event.MeshEvent;

final class Fold {
  private Fold() {}

  static PeerTable apply(PeerTable table, MeshEvent event) {
    throw new UnsupportedOperationException();
  }
}
