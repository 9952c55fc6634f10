package dev.meshscope.ui.lab;

import dev.meshscope.lab.scenario.Lane;
import java.time.Instant;

/// Something notable the survivor said, as it came.
///
/// @param at when
/// @param round in which round
/// @param lane under which rule, against which kind of peer
/// @param event which event
/// @param reason why; empty if it gives none
record Heard(Instant at, int round, Lane lane, String event, String reason) {}
