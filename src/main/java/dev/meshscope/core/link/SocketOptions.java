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
    @Nullable Integer userTimeoutMillis) {}
