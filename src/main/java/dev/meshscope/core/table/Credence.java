package dev.meshscope.core.table;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What speaks for it that a peer is who it says it is: the one reading of it, for every screen. A
/// value, on any thread.
///
/// A proof covers a moment: that the holder of the key said this handshake on this connection.
/// Whoever sits in between may have let it pass and change what comes later (threat model).
public enum Credence {
  /// No way to it stands.
  NOBODY,
  /// It has proven its key on the way that is used.
  PROVEN,
  /// It says that it can prove itself, and has not.
  UNPROVEN,
  /// The same, and it had proven itself before.
  UNPROVEN_AGAIN,
  /// It does not say that it could: a node without our extra.
  CANNOT_PROVE,
  /// The same, and it had proven itself before: other software, or somebody else, or somebody in
  /// between who takes the extra out.
  CANNOT_PROVE_AGAIN;

  /// Of the way that frames to this peer take.
  public static Credence of(PeerTable table, Peer peer) {
    return of(table, peer, table.active(peer));
  }

  /// Of one way to this peer; null: there is none.
  public static Credence of(PeerTable table, Peer peer, @Nullable Transport way) {
    if (way == null) {
      return NOBODY;
    }
    if (way.greeting().proven()) {
      return PROVEN;
    }
    boolean before = before(table, peer);
    if (way.ours()) {
      return before ? UNPROVEN_AGAIN : UNPROVEN;
    }
    return before ? CANNOT_PROVE_AGAIN : CANNOT_PROVE;
  }

  /// Whether it has ever proven itself, in this run or, with the key that is believed for it, in an
  /// earlier one.
  public static boolean before(PeerTable table, Peer peer) {
    return peer.past().proven() || table.keys().proven().contains(peer.id());
  }

  /// Whether it had proven itself before, and does not now.
  public boolean fell() {
    return this == UNPROVEN_AGAIN || this == CANNOT_PROVE_AGAIN;
  }

  /// As in JSON: `unproven-again`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
