package dev.meshscope.lab.result;

import java.time.Instant;

/// Something worth telling of a round, in the survivor's words.
///
/// @param at when
/// @param words what
public record Moment(Instant at, String words) {}
