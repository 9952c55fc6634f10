package dev.meshscope.core.table;

import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.link.Endpoint;
import org.jspecify.annotations.Nullable;

/// An address the user wants kept connected.
///
/// @param current the transport that dials or serves it; null while waiting for the next attempt
/// @param attempts dials in a row without a handshake
public record Target(Endpoint endpoint, @Nullable TransportId current, int attempts) {}
