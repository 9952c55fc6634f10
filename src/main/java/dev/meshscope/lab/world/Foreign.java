package dev.meshscope.lab.world;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program of the user's.
///
/// @param command program and arguments
/// @param environment beside what we have ourselves
/// @param dir where it is started
public record Foreign(List<String> command, Map<String, String> environment, Path dir) {
  /// Copies the collections.
  public Foreign {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
