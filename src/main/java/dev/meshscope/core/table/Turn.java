package dev.meshscope.core.table;

import dev.meshscope.core.identity.Seal;

final class Turn {
  private Turn() {}

  static Turn of(PeerTable table, Seal seal, long nowNs) {
    return new Turn();
  }

  Turn take(Input input) {
    return this;
  }

  PeerTable.Step done() {
    throw new UnsupportedOperationException();
  }
}
