package dev.meshscope.core.link;

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
  /// @param why one sentence
  record Waiting(String url, long untilNs, int attempt, String why) implements RelayState {}

  /// The relay said something after which only the user may try again.
  ///
  /// @param code the WebSocket close code
  /// @param why one sentence
  record Stopped(String url, int code, String why) implements RelayState {}
}
