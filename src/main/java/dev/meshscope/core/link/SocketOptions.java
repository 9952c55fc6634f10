package dev.meshscope.core.link;

import org.jspecify.annotations.Nullable;

/// What the kernel says is in force on a socket, read back after it was set. A null value: this OS
/// cannot tell.
///
/// @param keepAlive SO_KEEPALIVE
/// @param noDelay TCP_NODELAY
/// @param idleSeconds TCP_KEEPIDLE
/// @param intervalSeconds TCP_KEEPINTVL
/// @param probes TCP_KEEPCNT
/// @param userTimeoutMillis TCP_USER_TIMEOUT (Linux)
public record SocketOptions(
    boolean keepAlive,
    boolean noDelay,
    @Nullable Integer idleSeconds,
    @Nullable Integer intervalSeconds,
    @Nullable Integer probes,
    @Nullable Integer userTimeoutMillis) {

  /// How long nothing is heard before the kernel probes (PROTOCOL 7).
  public static final int IDLE_SECONDS = 1;

  /// How long it waits between probes (PROTOCOL 7).
  public static final int INTERVAL_SECONDS = 1;

  /// How many probes may go unanswered (PROTOCOL 7).
  public static final int PROBES = 10;

  /// Whether keepalive is on as PROTOCOL 7 wants it; what the system does not tell is not held
  /// against it.
  public boolean asWanted() {
    return keepAlive
        && is(idleSeconds, IDLE_SECONDS)
        && is(intervalSeconds, INTERVAL_SECONDS)
        && is(probes, PROBES);
  }

  private static boolean is(@Nullable Integer value, int wanted) {
    return value == null || value == wanted;
  }
}
