package dev.meshscope.lines;

import dev.meshscope.core.event.FloodSum;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// What of a flood was not told one by one, as JSON. Pure; on any thread.
public final class FloodJson {
  private FloodJson() {}

  /// One line.
  ///
  /// @param time when it was summed up, by the wall clock
  public static ObjectNode of(FloodSum sum, Instant time) {
    ObjectNode node =
        Json.own(OwnLine.CAME_TO_NOTHING, time, sum.atNs()).put("count", sum.connections());
    ObjectNode reasons = node.putObject("reasons");
    sum.reasons().forEach((reason, count) -> reasons.put(reason.id(), count));
    if (sum.strangers() > 0) {
      node.put("strangers", sum.strangers());
    }
    if (sum.earlierLives() > 0) {
      node.put("earlierLives", sum.earlierLives());
    }
    return node;
  }
}
