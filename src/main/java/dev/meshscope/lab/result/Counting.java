package dev.meshscope.lab.result;

import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.scenario.Count;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.world.LifeFacts;
import dev.meshscope.lab.world.Line;
import dev.meshscope.lab.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is counted in a round. Pure.
public final class Counting {
  private Counting() {}

  /// Reasons that say that the replaced connection was not alive.
  private static final Set<String> TAKEN_FOR_DEAD =
      Set.of("stale", "incumbent-silent", "no-longer-held");

  private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

  /// All but the expectations.
  public static Map<Count, Integer> counts(Story story) {
    List<Line> lines = story.facts().survivorLines();
    Map<Count, Integer> counts = new EnumMap<>(Count.class);
    counts.put(Count.REFUSALS, count(lines, "refused"));
    counts.put(Count.FLAPS, count(lines, "flap"));
    counts.put(
        Count.FALSE_REPLACEMENTS,
        (int) lines.stream().filter(line -> isFalse(story, line)).count());
    counts.put(Count.LOST, (int) lines.stream().filter(line -> isLoss(story, line)).count());
    counts.put(Count.MESSAGES_LOST, messagesLost(story));
    return counts;
  }

  private static int count(List<Line> lines, String event) {
    return (int) lines.stream().filter(line -> line.is(event)).count();
  }

  /// Whether a healthy connection was taken for dead.
  static boolean isFalse(Story story, Line line) {
    if (!line.is("promoted") || !TAKEN_FOR_DEAD.contains(line.text("reason"))) {
      return false;
    }
    long replaced = line.json().path("replaced").asLong(0);
    return story.links().stream()
        .anyMatch(link -> link.number() == replaced && story.wellAt(link, line.at()));
  }

  /// Whether a peer is told to have left although it was well, and went on to be.
  static boolean isLoss(Story story, Line line) {
    if (!line.is("left")) {
      return false;
    }
    return story.links().stream()
        .filter(link -> link.liveAt() != null && java.util.Objects.equals(link.peer(), line.peer()))
        .filter(link -> link.closedAt() != null && !link.closedAt().isAfter(line.at()))
        .max(Comparator.comparing(link -> java.util.Objects.requireNonNull(link.closedAt())))
        .filter(link -> wasWell(story, link))
        .isPresent();
  }

  private static boolean wasWell(Story story, Link link) {
    Instant closed = java.util.Objects.requireNonNull(link.closedAt());
    End other = link.other();
    LifeFacts life = other == null ? null : story.facts().life(other);
    if (link.passage() == null || life == null || !story.wellAt(link, before(link, closed))) {
      return false;
    }
    return life.ranAt(closed) && life.ranAt(closed.plus(ON_THE_WAY));
  }

  /// The moment before the first of the two ends went.
  private static Instant before(Link link, Instant closed) {
    Instant broken = link.passage() == null ? null : link.passage().broken();
    return (broken == null || broken.isAfter(closed) ? closed : broken).minusMillis(1);
  }

  private static int messagesLost(Story story) {
    Facts facts = story.facts();
    Instant latest =
        facts.lines().isEmpty() ? Instant.MIN : facts.lines().getLast().at().minus(ON_THE_WAY);
    Map<String, Set<String>> arrived =
        facts.lines().stream()
            .filter(line -> line.is("message") && line.text("text").startsWith(World.MESSAGE))
            .collect(
                Collectors.groupingBy(
                    line -> line.who().node(),
                    Collectors.mapping(line -> line.text("text"), Collectors.toSet())));
    return (int)
        facts.lines().stream()
            .filter(line -> line.is("sent") && line.text("text").startsWith(World.MESSAGE))
            .filter(line -> line.at().isBefore(latest))
            .filter(line -> speaks(facts, line))
            .filter(line -> !arrived.getOrDefault(to(line), Set.of()).contains(line.text("text")))
            .count();
  }

  private static String to(Line sent) {
    return sent.who().node().equals(NodeSpec.SURVIVOR) ? NodeSpec.PEER : NodeSpec.SURVIVOR;
  }

  /// Whether the other end would say so if it had arrived.
  private static boolean speaks(Facts facts, Line sent) {
    @Nullable LifeFacts other = facts.newest(to(sent));
    return other != null && other.kind() != dev.meshscope.lab.scenario.PeerKind.COMMAND;
  }
}
