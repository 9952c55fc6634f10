package dev.meshscope.core.table;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.wire.Handshake;

/// How well somebody who greets is known, as far as its greeting tells: where not all are let in,
/// those do not wait behind others who have something to lose. That it is who it says is for the
/// proof to show, which it has announced: without one it gets no further than that. A value, on any
/// thread.
public enum Acquaintance {
  /// The key that it names has been believed for it since before this run, or somebody here wanted
  /// it.
  KNOWN,
  /// The key that it names came by itself in this run.
  MET,
  /// Another one, that has announced a proof.
  ANNOUNCED,
  /// Who says nothing that it could prove.
  STRANGER;

  /// Of who says this.
  public static Acquaintance of(PeerTable table, Handshake theirs) {
    NodeId id = theirs.nodeId();
    if (theirs.extra() == null) {
      return STRANGER;
    }
    if (!theirs.publicKey().equals(table.pinned().get(id))) {
      return ANNOUNCED;
    }
    boolean wanted =
        table.keys().lasting(id) || Strangers.claim(table, id) != Strangers.Claim.NOBODYS;
    return wanted ? KNOWN : MET;
  }
}
