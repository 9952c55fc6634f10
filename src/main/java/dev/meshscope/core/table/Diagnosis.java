package dev.meshscope.core.table;

import java.util.Locale;

/// What is wrong with a transport, if anything (DESIGN 4). A value, on any thread; [Diagnoser]
/// finds it.
public enum Diagnosis {
  /// Heard within the heartbeat interval, no pong overdue.
  HEALTHY,
  /// Nothing heard for the heartbeat interval, or a pong is overdue and nobody can tell why yet.
  QUIET,
  /// The remote kernel answers, the program does not: stopped, or blocked.
  FROZEN,
  /// Neither keepalive probes nor data are acknowledged.
  PATH_DEAD,
  /// Frames arrive, but no pong any more: the remote no longer gets, or answers, what we send.
  ONE_WAY,
  /// The remote took our handshake and never answered a ping: it speaks into another, dead socket.
  REMOTE_CANNOT_SEND,
  /// Replaced, readable for a moment longer.
  CLOSING;

  /// As in JSON: `path-dead`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
