package dev.meshscope.engine.net.relay;

import java.util.concurrent.TimeUnit;

/// How long things may take; all in nanoseconds. Only tests differ from [#DEFAULT].
///
/// @param connectNs TCP, and then once more TLS and the WebSocket handshake together
/// @param authNs the relay answers our auth (PROTOCOL 6.1)
/// @param authAgainNs the pause between two auths on one connection
/// @param pongNs we send an unsolicited pong this often (PROTOCOL 6.5)
/// @param silenceNs nothing heard for this long: the relay is given up (PROTOCOL 6.5)
/// @param stalledNs the relay reads nothing for this long: given up; shorter than TCP_USER_TIMEOUT,
///   which would say less
/// @param farewellNs a close frame has this long to be answered
/// @param shortestNs the shortest pause before another attempt
/// @param longestNs the longest one
/// @param refusedNs the pause after the relay refused our auth
/// @param stoodNs a connection that was open this long begins the count of attempts anew
record RelayTimings(
    long connectNs,
    long authNs,
    long authAgainNs,
    long pongNs,
    long silenceNs,
    long stalledNs,
    long farewellNs,
    long shortestNs,
    long longestNs,
    long refusedNs,
    long stoodNs) {

  static final RelayTimings DEFAULT =
      new RelayTimings(
          seconds(10),
          seconds(10),
          seconds(1),
          seconds(20),
          seconds(60),
          seconds(10),
          seconds(1),
          seconds(1),
          seconds(30),
          seconds(300),
          seconds(30));

  private static long seconds(long count) {
    return TimeUnit.SECONDS.toNanos(count);
  }
}
