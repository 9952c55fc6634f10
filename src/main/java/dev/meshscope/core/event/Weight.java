package dev.meshscope.core.event;

import java.util.List;

/// What an event weighs when there is no room for all, the lightest first. One scale for every
/// place that keeps some and leaves others: what waits for a slow reader, a window, a terminal.
public enum Weight {

  /// A number among many of its kind, which the table sums up: frames, pings, samples.
  MEASUREMENT,

  /// How something stands, told again and again: the latest is enough.
  CONDITION,

  /// What a peer says to the layers above.
  CONTENT,

  /// A step in the life of a connection or of an announcement; a flood from outside is made of
  /// these.
  CONNECTION,

  /// What the node decided, or what changed by it.
  DECISION,

  /// Something that somebody should know of.
  FINDING;

  /// Whether it comes in floods from the inside, too, and is left out first.
  public boolean chatter() {
    return switch (this) {
      case MEASUREMENT, CONDITION -> true;
      case CONTENT, CONNECTION, DECISION, FINDING -> false;
    };
  }

  /// Whether all of them are. Asked at every step, on the engine loop: without a stream, which
  /// costs more than the answer.
  public static boolean onlyChatter(List<MeshEvent> events) {
    for (MeshEvent event : events) {
      if (!event.weight().chatter()) {
        return false;
      }
    }
    return true;
  }
}
