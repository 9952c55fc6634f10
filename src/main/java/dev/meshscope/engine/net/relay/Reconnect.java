package dev.meshscope.engine.net.relay;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.RelayCause;
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

  /// @param why what is in the way
  record After(long pauseNs, Cause why) implements Reconnect {}

  /// Only the user may try again.
  ///
  /// @param why what is in the way
  record Never(int code, Cause why) implements Reconnect {}

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
                    timings.refusedNs(), Cause.of(RelayCause.AUTH_AWAITED, cited(code, reason)));
            case AUTH_INVALID ->
                new After(
                    timings.refusedNs(), Cause.of(RelayCause.AUTH_REFUSED, cited(code, reason)));
            case BAD_TOKEN ->
                new After(
                    timings.refusedNs(),
                    Cause.of(
                        token ? RelayCause.TOKEN_REFUSED : RelayCause.TOKEN_WANTED,
                        cited(code, reason)));
            case REPLACED -> new Never(code, Cause.of(RelayCause.ID_TAKEN, cited(code, reason)));
            case ALREADY_CONNECTED ->
                new Never(code, Cause.of(RelayCause.ID_CONNECTED, cited(code, reason)));
            case HEARTBEAT_MISSED ->
                new After(
                    backoffNs(failures, timings, jitter),
                    Cause.of(RelayCause.HEARTBEAT_MISSED, cited(code, reason)));
            default ->
                new After(
                    backoffNs(failures, timings, jitter),
                    Cause.of(RelayCause.CLOSED_SAYING, cited(code, reason)));
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

  private static Cause cited(int code, String reason) {
    Cause number =
        code == NO_CODE ? Cause.of(RelayCause.NO_CODE) : new Cause.Said(String.valueOf(code));
    return reason.isBlank() ? number : Cause.of(RelayCause.CODE_SAYING, number, reason);
  }
}
