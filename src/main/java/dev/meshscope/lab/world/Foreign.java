package dev.meshscope.lab.world;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

  /// What it is told and a report does not show: its arguments, and what variables hold; also what
  /// stands behind an option's `=`.
  List<String> secrets() {
    return Stream.concat(command.stream().skip(1), environment.values().stream())
        .flatMap(word -> Stream.of(word, word.substring(word.indexOf('=') + 1)))
        .distinct()
        .toList();
  }
}
