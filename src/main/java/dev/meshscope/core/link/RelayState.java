package dev.meshscope.core.link;

import dev.meshscope.core.cause.Cause;

/// How a node stands with its relay (PROTOCOL 6). Each `url` is fit to be shown.
public sealed interface RelayState {

  /// No relay is wanted.
  record Off() implements RelayState {}

  /// A connection is being made: name, TCP, TLS, WebSocket.
  ///
  /// @param attempt 1 for the first, growing with each failure in a row
  record Connecting(String url, int attempt) implements RelayState {}

  /// The relay was told who we are and has not answered yet.
  record Authenticating(String url) implements RelayState {}

  /// The relay routes for us.
  ///
  /// @param sinceNs when it first answered on this connection
  /// @param present peers that can be reached through it
  record Open(String url, long sinceNs, int present) implements RelayState {}

  /// There is no connection, and there will be another attempt.
  ///
  /// @param untilNs when
  /// @param attempt its number
  /// @param why what is in the way
  record Waiting(String url, long untilNs, int attempt, Cause why) implements RelayState {}

  /// The relay said something after which only the user may try again.
  ///
  /// @param code the WebSocket close code
  /// @param why what is in the way
  record Stopped(String url, int code, Cause why) implements RelayState {}
}
