package dev.meshscope.engine.net.relay;

import java.util.function.LongUnaryOperator;

/// What follows when a connection to a relay has ended (PROTOCOL 6, close codes). Pure.
sealed interface Reconnect {

  /// The relay waited for our auth in vain.
  int AUTH_TIMEOUT = 4001;

  int AUTH_INVALID = 4002;
  int BAD_TOKEN = 4003;
  int REPLACED = 4004;
  int HEARTBEAT_MISSED = 4005;
  int ALREADY_CONNECTED = 4006;

  /// What a close frame without a code counts as (RFC 6455, 7.1.5).
  int NO_CODE = 1005;

  /// @param why one sentence
  record After(long pauseNs, String why) implements Reconnect {}

  /// Only the user may try again.
  ///
  /// @param why one sentence
  record Never(int code, String why) implements Reconnect {}

  /// @param failures how many attempts in a row have come to nothing, this one included
  /// @param token whether we sent one
  /// @param jitter given a bound greater than 0, a random number from 0 to below it
  static Reconnect after(
      RelayEnd end, int failures, boolean token, RelayTimings timings, LongUnaryOperator jitter) {
    return switch (end) {
      case RelayEnd.Failed(var why) -> new After(backoffNs(failures, timings, jitter), why);
      case RelayEnd.Closed(int code, var reason) ->
          switch (code) {
            case AUTH_TIMEOUT ->
                new After(
                    timings.refusedNs(),
                    "The relay waited for our auth in vain" + cited(code, reason));
            case AUTH_INVALID ->
                new After(
                    timings.refusedNs(), "The relay did not accept our auth" + cited(code, reason));
            case BAD_TOKEN ->
                new After(
                    timings.refusedNs(),
                    (token ? "The relay does not accept our token" : "The relay wants a token")
                        + cited(code, reason));
            case REPLACED ->
                new Never(
                    code,
                    "Another connection to the relay took our node id: somebody else runs with our"
                        + " identity"
                        + cited(code, reason));
            case ALREADY_CONNECTED ->
                new Never(
                    code,
                    "Our node id is connected to the relay already: somebody else runs with our"
                        + " identity"
                        + cited(code, reason));
            case HEARTBEAT_MISSED ->
                new After(
                    backoffNs(failures, timings, jitter),
                    "The relay missed our heartbeat" + cited(code, reason));
            default ->
                new After(
                    backoffNs(failures, timings, jitter),
                    "The relay closed the connection" + cited(code, reason));
          };
    };
  }

  /// Any pause from the shortest to a ceiling that doubles with each failure, up to the longest:
  /// all clients of a relay that was restarted come back at different times.
  private static long backoffNs(int failures, RelayTimings timings, LongUnaryOperator jitter) {
    int doublings = Math.clamp(failures, 1, 30);
    long ceiling = Math.min(timings.longestNs(), timings.shortestNs() << doublings);
    return timings.shortestNs() + jitter.applyAsLong(ceiling - timings.shortestNs() + 1);
  }

  private static String cited(int code, String reason) {
    String words = reason.isBlank() ? "" : ": " + reason;
    return " (" + (code == NO_CODE ? "no code" : String.valueOf(code)) + words + ").";
  }
}
