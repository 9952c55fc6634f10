package dev.meshscope.lab.world;

import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.Way;
import java.util.List;

/// Whether a message has arrived. Pure.
final class Arrivals {
  private Arrivals() {}

  /// At the newest life of the other end: as it says, or, if it says nothing, as went through the
  /// door.
  static boolean arrived(Way way, Life to, List<Passage> passages, List<Line> lines) {
    if (!to.kind().isOurs()) {
      return passages.stream()
          .filter(passage -> passage.touches(to.end()) && passage.otherThan(way.to()) != null)
          .anyMatch(passage -> passage.saidBy(way.from()).first("message") != null);
    }
    return lines.stream()
        .anyMatch(
            line ->
                line.who().equals(to.end())
                    && line.is("message")
                    && line.text("text").startsWith(World.MESSAGE));
  }
}
