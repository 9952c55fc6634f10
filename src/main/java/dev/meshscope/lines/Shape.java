package dev.meshscope.lines;

import tools.jackson.databind.JsonNode;

/// How the values of one type are written as JSON and read back to equal ones: both directions
/// beside each other. Pure; on any thread.
interface Shape {

  /// All of it.
  JsonNode write(Object value);

  /// An equal value.
  ///
  /// @throws UnreadableException if it says none
  Object read(JsonNode node);

  /// Adds what is missing to what says this value already, for people.
  default void complete(JsonNode said, Object value) {
    // Says all of it, or nothing that can be added to.
  }
}
