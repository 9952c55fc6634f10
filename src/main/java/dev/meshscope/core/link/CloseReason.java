package dev.meshscope.core.link;

import java.util.Locale;

/// Why a transport ended; every one ends with exactly one of these.
public enum CloseReason {
  DIAL_FAILED(true),
  HANDSHAKE_TIMEOUT(true),
  HANDSHAKE_EXPECTED(true),
  BAD_HANDSHAKE(true),
  VERSION_MISMATCH(true),
  GROUP_MISMATCH(true),
  OWN_NODE_ID(true),
  WRONG_PEER(true),
  NODE_ID_CHANGED(true),
  KEY_MISMATCH(true),
  /// Its signature does not hold, or proves what it never said.
  PROOF_INVALID(true),
  FRAME_TOO_LARGE(true),
  EMPTY_FRAME(true),
  TABLE_FULL(true),
  /// Too many connections had not said who they were, and this one was the oldest.
  PENDING_LIMIT(true),
  /// The user trusts another key now, or wants nothing of this peer kept.
  FORGOTTEN(true),
  REFUSED(true),
  REPLACED(true),
  NEWER_CHALLENGER(true),
  HEARTBEAT_TIMEOUT(true),
  REMOTE_CANNOT_SEND(true),
  /// The remote does not read what we send.
  SLOW_READER(true),
  DROPPED_BY_USER(true),
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

  /// As in events: `remote-closed`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
