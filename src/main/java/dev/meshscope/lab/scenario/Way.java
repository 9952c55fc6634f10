package dev.meshscope.lab.scenario;

import java.util.List;

/// From one node to another, or both ways.
///
/// @param from a node
/// @param to another one
/// @param both whether the way back is meant too
public record Way(String from, String to, boolean both) {

  /// As in files: `peer -> survivor`, `survivor <-> peer`.
  public String words() {
    return from + (both ? " <-> " : " -> ") + to;
  }

  /// One way each.
  public List<Way> singles() {
    return both ? List.of(new Way(from, to, false), new Way(to, from, false)) : List.of(this);
  }
}
