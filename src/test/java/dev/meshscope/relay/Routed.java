package dev.meshscope.relay;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A frame on its way through the relay.
///
/// @param to null: to everybody
public record Routed(String from, @Nullable String to, JsonNode payload) {}
