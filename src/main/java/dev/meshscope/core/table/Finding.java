package dev.meshscope.core.table;

import java.util.List;

/// A diagnosis with the numbers it rests on. A value, on any thread.
///
/// @param diagnosis what is wrong, if anything
/// @param facts the numbers, each key at most once, always in the order of [Fact.Key]
public record Finding(Diagnosis diagnosis, List<Fact> facts) {

  /// Copies the list.
  public Finding {
    facts = List.copyOf(facts);
  }
}
