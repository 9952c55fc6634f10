package dev.meshscope.lab.result;

import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.NodeSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The connections of a survivor that tells nothing, as the doors saw them: one is live when the
/// survivor says something on it beyond its greeting, as it must when it is asked. Where nobody
/// asks it, leaving a connection open for a while has to do. Pure.
final class SeenLinks {
  private SeenLinks() {}

  private static final Duration A_WHILE = Duration.ofSeconds(1);
  private static final Set<String> GREETING =
      Set.of("handshake", "error", "peer-info", "wake-channel");

  static List<Link> of(Facts facts) {
    List<Link> links = new ArrayList<>();
    for (Passage passage : facts.passages()) {
      if (passage.otherThan(NodeSpec.SURVIVOR) != null) {
        links.add(link(passage, facts));
      }
    }
    return links;
  }

  private static Link link(Passage passage, Facts facts) {
    Passage.Said survivor = passage.saidBy(NodeSpec.SURVIVOR);
    boolean survivorDialled = passage.from().node().equals(NodeSpec.SURVIVOR);
    Passage.Said other = survivorDialled ? passage.back() : passage.there();
    Instant greeted = later(survivor, other);
    return new Link(
        passage.number(),
        passage.opened(),
        passage,
        greeted,
        other.hello() == null ? null : other.hello().nodeId(),
        live(passage, survivor, greeted, facts),
        "seen",
        -1,
        inOrder(Stream.concat(survivor.arrivals("pong"), other.arrivals("pong"))),
        inOrder(other.arrivals()),
        passage.broken(),
        false);
  }

  private static List<Instant> inOrder(Stream<Instant> moments) {
    return moments.sorted().toList();
  }

  private static @Nullable Instant later(Passage.Said one, Passage.Said other) {
    if (one.hello() == null || other.hello() == null) {
      return null;
    }
    Instant a = one.hello().at();
    Instant b = other.hello().at();
    return a.isAfter(b) ? a : b;
  }

  private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private static @Nullable Instant live(
      Passage passage, Passage.Said survivor, @Nullable Instant greeted, Facts facts) {
    if (greeted == null) {
      return null;
    }
    Instant spoke = null;
    for (Map.Entry<String, Passage.Frames> frames : survivor.frames().entrySet()) {
      if (!GREETING.contains(frames.getKey())) {
        spoke = earliest(spoke, frames.getValue().first());
      }
    }
    if (facts.survivorIsAsked()) {
      return spoke;
    }
    Instant until = passage.broken() == null ? facts.at() : passage.broken();
    boolean leftOpen = Duration.between(greeted, until).compareTo(A_WHILE) >= 0;
    return spoke == null && leftOpen ? greeted : spoke;
  }
}
