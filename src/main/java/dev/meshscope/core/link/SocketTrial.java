package dev.meshscope.core.link;

import dev.meshscope.core.cause.Cause;
import org.jspecify.annotations.Nullable;

/// What this system does with a socket of ours, tried on one that leads nowhere: a value.
///
/// @param options as read back after they were set; null if there was no socket
/// @param kernelTells whether the kernel says what it knows of a path
/// @param failure why there was no socket; empty if there was one
public record SocketTrial(@Nullable SocketOptions options, boolean kernelTells, Cause failure) {}
