package dev.meshscope.core.judge;

import dev.meshscope.core.cause.Code;
import java.util.Locale;

/// Why a transport got, kept or was refused its slot.
public enum Reason implements Code {
  /// The slot was empty and always had been.
  FIRST,
  /// The slot was empty: its last holder had closed.
  INCUMBENT_CLOSED,
  /// A new, proven incarnation: the peer was restarted.
  PEER_RESTARTED,
  /// It has proven its key, and the incumbent, which had the time to, has not.
  PROVEN,

  /// The incumbent has proven its key, and the newcomer, who says to be the same node, has not.
  UNPROVEN,

  /// The peer itself no longer holds the incumbent.
  NO_LONGER_HELD,
  /// The incumbent did not answer its probe.
  INCUMBENT_SILENT,
  /// Not heard for longer than the threshold.
  STALE,
  /// Both dialled; the smaller node id keeps its outbound.
  DUAL_DIAL,
  /// The incumbent lives and is the older of the two.
  DUPLICATE,
  /// The incarnation was already replaced by a newer one.
  SUPERSEDED,
  /// Two processes share one identity; no more swapping.
  CLONE,
  /// Another key than the pinned one.
  KEY_MISMATCH,
  /// A signature that does not hold.
  PROOF_INVALID,
  /// Waiting for the newcomer's proof.
  ASKING,
  /// Waiting for the incumbent's voice.
  PROBING,
  /// Two dials crossed: waiting for the peer to close the one it does not keep.
  SETTLING,
  /// The slot changed hands too often; no more swapping for now.
  FLAPPING;

  @Override
  public String room() {
    return "redial";
  }

  /// As in events: `peer-restarted`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
