package dev.meshscope.core.table;

import java.util.Locale;

/// What is wrong with a transport, if anything (DESIGN 4). A value, on any thread; [Diagnoser]
/// finds it.
public enum Diagnosis {
  /// Heard within the heartbeat interval, no pong overdue.
  HEALTHY,
  /// Nothing heard for the heartbeat interval, or a pong is overdue and nobody can tell why yet.
  QUIET,
  /// The remote kernel answers, the program is not heard: stopped, or blocked, or what it says is
  /// lost on the way.
  FROZEN,
  /// Neither keepalive probes nor data are acknowledged, and nothing is heard either.
  PATH_DEAD,
  /// Some of what we send arrives and some does not, however often it is sent again: so does a path
  /// that lets short packets pass and swallows long ones.
  PATH_LEAKS,
  /// Something arrives from there, but neither a pong nor an acknowledgement of what we sent: the
  /// remote no longer gets it, or does not answer.
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
