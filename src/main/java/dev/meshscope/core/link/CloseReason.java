package dev.meshscope.core.link;

import dev.meshscope.core.cause.Code;
import java.util.Locale;

/// Why a transport ended; every one ends with exactly one of these.
public enum CloseReason implements Code {
  /// It could not be dialled.
  DIAL_FAILED(true),
  /// The remote did not say who it is in time (PROTOCOL 3).
  HANDSHAKE_TIMEOUT(true),
  /// The remote said something else before it said who it is.
  HANDSHAKE_EXPECTED(true),
  /// The remote's handshake breaks a rule.
  BAD_HANDSHAKE(true),
  /// The remote speaks another version of the protocol.
  VERSION_MISMATCH(true),
  /// The remote belongs to another mesh.
  GROUP_MISMATCH(true),
  /// The remote claims our own id.
  OWN_NODE_ID(true),
  /// Another peer than the one expected answered.
  WRONG_PEER(true),
  /// The remote changed its id on the way.
  NODE_ID_CHANGED(true),
  /// The remote has another key than the one known for its id.
  KEY_MISMATCH(true),
  /// Its signature does not hold, or proves what it never said.
  PROOF_INVALID(true),
  /// The remote announced a frame above the longest (PROTOCOL 2).
  FRAME_TOO_LARGE(true),
  /// The remote sent a frame without content.
  EMPTY_FRAME(true),
  /// There is no room for it in the table.
  TABLE_FULL(true),
  /// Too many connections had not said who they were, and this one was the oldest.
  PENDING_LIMIT(true),
  /// The user trusts another key now, or wants nothing of this peer kept.
  FORGOTTEN(true),
  /// The rule in force did not let it have the slot.
  REFUSED(true),
  /// A newcomer took its slot.
  REPLACED(true),
  /// It waited for a slot, and a newer one of the same peer came.
  NEWER_CHALLENGER(true),
  /// Nothing was heard for too long.
  HEARTBEAT_TIMEOUT(true),
  /// The remote hears us and cannot answer.
  REMOTE_CANNOT_SEND(true),
  /// The remote does not read what we send.
  SLOW_READER(true),
  /// The user closed it.
  DROPPED_BY_USER(true),
  /// The node ends.
  SHUTDOWN(true),
  /// The remote sent a FIN.
  REMOTE_CLOSED(false),
  /// The remote sent a RST.
  RESET(false),
  /// The kernel gave up: keepalive or TCP_USER_TIMEOUT.
  TIMED_OUT(false),
  /// Any other error of the socket.
  FAILED(false);

  private final boolean byUs;

  CloseReason(boolean byUs) {
    this.byUs = byUs;
  }

  /// Whether we ended it.
  public boolean byUs() {
    return byUs;
  }

  /// Whether the remote does not belong to us by its own word, and will not before it has changed.
  public boolean foreign() {
    return this == GROUP_MISMATCH || this == VERSION_MISMATCH;
  }

  @Override
  public String room() {
    return "close";
  }

  /// As in events: `remote-closed`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
