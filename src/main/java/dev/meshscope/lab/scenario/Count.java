package dev.meshscope.lab.scenario;

import java.util.Locale;

/// What is counted in each round and summed up.
public enum Count {
  /// Connections of the peer that the survivor turned away.
  REFUSALS,
  /// Healthy links that were taken for dead and replaced.
  FALSE_REPLACEMENTS,
  /// Slots that changed hands too often.
  FLAPS,
  /// Peers told to have left although they were well.
  LOST,
  /// Messages that were handed to a link and never arrived.
  MESSAGES_LOST,
  /// Expectations that were not met.
  UNMET;

  /// As in files: `false replacements`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// In JSON: `falseReplacements`.
  public String field() {
    return CamelCase.of(id());
  }
}
