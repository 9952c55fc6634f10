package dev.meshscope.lab.result;

import dev.meshscope.core.event.EventKind;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.scenario.Count;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.world.LifeFacts;
import dev.meshscope.lab.world.Line;
import dev.meshscope.lab.world.World;
import dev.meshscope.lines.OwnLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// What is counted in a round. Pure.
public final class Counting {
  private Counting() {}

  /// Reasons that say that the replaced connection was not alive.
  private static final Set<Reason> TAKEN_FOR_DEAD =
      EnumSet.of(Reason.STALE, Reason.INCUMBENT_SILENT, Reason.NO_LONGER_HELD);

  private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

  /// All but the expectations; what cannot be seen is left out.
  public static Map<Count, Integer> counts(Story story) {
    Map<Count, Integer> counts = new EnumMap<>(Count.class);
    Facts facts = story.facts();
    if (facts.tellsMessages(NodeSpec.PEER) && facts.tellsMessages(NodeSpec.SURVIVOR)) {
      counts.put(Count.MESSAGES_LOST, messagesLost(story));
    }
    if (!facts.survivorTells()) {
      if (facts.tellsItsLinks(NodeSpec.PEER)) {
        // Whom it lost, its newest life tells itself.
        counts.put(Count.LOST, leftAfterAnAnswer(facts.linesOf(NodeSpec.PEER)));
      }
      return counts;
    }
    List<Line> lines = facts.survivorLines();
    counts.put(Count.REFUSALS, count(lines, EventKind.REFUSED) + refusedInSum(lines));
    counts.put(Count.FLAPS, count(lines, EventKind.FLAP));
    counts.put(
        Count.FALSE_REPLACEMENTS,
        (int) lines.stream().filter(line -> isFalse(story, line)).count());
    counts.put(Count.LOST, (int) lines.stream().filter(line -> isLoss(story, line)).count());
    return counts;
  }

  /// Whoever never answered was never there to be lost: to give up a half-dead one heals it.
  private static int leftAfterAnAnswer(List<Line> lines) {
    int left = 0;
    boolean answered = false;
    for (Line line : lines) {
      if (line.told() instanceof MeshEvent.RoundTrip) {
        answered = true;
      } else if (line.told() instanceof MeshEvent.Left) {
        left += answered ? 1 : 0;
        answered = false;
      }
    }
    return left;
  }

  private static int count(List<Line> lines, EventKind kind) {
    return (int) lines.stream().filter(line -> line.is(kind.id())).count();
  }

  /// Those of a storm that the survivor told as a number only.
  private static int refusedInSum(List<Line> lines) {
    return lines.stream()
        .filter(line -> line.is(OwnLine.CAME_TO_NOTHING.id()))
        .mapToInt(line -> line.json().path("reasons").path(CloseReason.REFUSED.id()).asInt(0))
        .sum();
  }

  /// Whether a healthy connection was taken for dead.
  static boolean isFalse(Story story, Line line) {
    if (!(line.told() instanceof MeshEvent.Promoted promoted)
        || promoted.replaced() == null
        || !TAKEN_FOR_DEAD.contains(promoted.reason())) {
      return false;
    }
    long replaced = promoted.replaced().value();
    return story.links().stream()
        .anyMatch(link -> link.number() == replaced && story.wellAt(link, line.at()));
  }

  /// Whether a peer is told to have left although it was well, and went on to be.
  static boolean isLoss(Story story, Line line) {
    if (!(line.told() instanceof MeshEvent.Left)) {
      return false;
    }
    return story.links().stream()
        .filter(link -> link.liveAt() != null && Objects.equals(link.peer(), line.peer()))
        .filter(link -> link.closedAt() != null && !link.closedAt().isAfter(line.at()))
        .max(Comparator.comparing(link -> Objects.requireNonNull(link.closedAt())))
        .filter(link -> wasWell(story, link))
        .isPresent();
  }

  private static boolean wasWell(Story story, Link link) {
    Instant closed = Objects.requireNonNull(link.closedAt());
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

  /// Messages that were handed to a link and did not arrive, although a later one did, or there was
  /// time enough.
  private static int messagesLost(Story story) {
    Facts facts = story.facts();
    return lost(facts, NodeSpec.SURVIVOR, NodeSpec.PEER)
        + lost(facts, NodeSpec.PEER, NodeSpec.SURVIVOR);
  }

  private static int lost(Facts facts, String from, String to) {
    Set<String> arrived =
        facts.lines().stream()
            .filter(line -> line.who().node().equals(to) && isOurs(line, "message"))
            .map(line -> line.text("text"))
            .collect(Collectors.toSet());
    List<Line> sent =
        facts.lines().stream()
            .filter(line -> line.who().node().equals(from) && isOurs(line, "sent"))
            .toList();
    if (sent.isEmpty()) {
      return 0;
    }
    Instant end = facts.lines().getLast().at();
    Instant latest =
        sent.stream()
            .filter(line -> arrived.contains(line.text("text")))
            .map(Line::at)
            .max(Instant::compareTo)
            .filter(at -> at.isAfter(end.minus(ON_THE_WAY)))
            .orElse(end.minus(ON_THE_WAY));
    return (int)
        sent.stream()
            .filter(line -> line.at().isBefore(latest) && !arrived.contains(line.text("text")))
            .count();
  }

  private static boolean isOurs(Line line, String event) {
    return line.is(event) && line.text("text").startsWith(World.MESSAGE);
  }
}
