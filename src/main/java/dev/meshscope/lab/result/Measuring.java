package dev.meshscope.lab.result;

import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.world.LifeFacts;
import dev.meshscope.lab.world.Line;
import dev.meshscope.lab.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The times of a round. Pure.
public final class Measuring {
  private Measuring() {}

  /// Those that can be told; all but the memory.
  public static Map<Measure, Double> times(Story story, Marks marks) {
    Map<Measure, Double> times = new EnumMap<>(Measure.class);
    Optional<Link> redial = story.redial(marks);
    Optional<Link> winner = story.winner(marks);
    redial.ifPresent(link -> put(times, Measure.START_TO_REDIAL, marks.origin(), link.opened()));
    winner.ifPresent(link -> recovered(times, story, link, redial, marks));
    put(times, Measure.MESSAGE_IN, marks.origin(), messageIn(story, marks));
    put(times, Measure.MESSAGE_OUT, marks.origin(), messageOut(story, marks));
    return times;
  }

  private static void recovered(
      Map<Measure, Double> times, Story story, Link link, Optional<Link> redial, Marks marks) {
    Instant back = story.backAt(marks).orElseThrow();
    Instant from =
        redial.map(Link::opened).filter(at -> at.isAfter(marks.since())).orElse(marks.since());
    put(times, Measure.RECOVERY, from, back);
    put(times, Measure.ROUND_TRIP, marks.origin(), link.answeredSince(marks.over()).orElse(null));
    put(times, Measure.START_TO_LIVE, marks.origin(), back);
    if (link.opened().isAfter(marks.faultAt())) {
      put(times, Measure.REDIAL_TO_LIVE, link.opened(), back);
      put(times, Measure.REDIAL_TO_HANDSHAKE, link.opened(), link.handshakeAt());
      if (link.handshakeAt() != null) {
        put(times, Measure.HANDSHAKE_TO_LIVE, link.handshakeAt(), back);
      }
    }
    gap(times, story, link, back, marks);
  }

  /// From the last word on the old connection: a redial that was refused is no sign of life of it.
  private static void gap(
      Map<Measure, Double> times, Story story, Link winner, Instant back, Marks marks) {
    story
        .heardBefore(winner, back, marks)
        .ifPresentOrElse(
            heard -> put(times, Measure.GAP, heard, back),
            () -> {
              if (winner.gapMs() >= 0) {
                times.put(Measure.GAP, winner.gapMs());
              }
            });
  }

  private static @Nullable Instant messageIn(Story story, Marks marks) {
    return story.facts().survivorLines().stream()
        .filter(line -> isOurs(line) && !line.at().isBefore(marks.since()))
        .filter(line -> Objects.equals(line.peer(), story.facts().peerId()))
        .map(Line::at)
        .findFirst()
        .orElse(null);
  }

  /// At the newest life: as it says, or as went through the door if it says nothing.
  private static @Nullable Instant messageOut(Story story, Marks marks) {
    LifeFacts newest = story.facts().newest(NodeSpec.PEER);
    if (newest == null) {
      return null;
    }
    End end = newest.end();
    if (!newest.kind().isOurs()) {
      return story.facts().passages().stream()
          .filter(passage -> passage.touches(end))
          .map(passage -> first(passage))
          .filter(Objects::nonNull)
          .filter(at -> !at.isBefore(marks.since()))
          .min(Instant::compareTo)
          .orElse(null);
    }
    return story.facts().lines().stream()
        .filter(line -> line.who().equals(end) && isOurs(line))
        .map(Line::at)
        .filter(at -> !at.isBefore(marks.since()))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Instant first(Passage passage) {
    return passage.saidBy(NodeSpec.SURVIVOR).first("message");
  }

  private static boolean isOurs(Line line) {
    return line.is("message") && line.text("text").startsWith(World.MESSAGE);
  }

  private static void put(
      Map<Measure, Double> times, Measure measure, Instant from, @Nullable Instant to) {
    if (to != null) {
      double millis = Duration.between(from, to).toNanos() / 1e6;
      // What ends before it began was not measured.
      if (millis >= 0) {
        times.put(measure, Math.round(millis * 10) / 10.0);
      }
    }
  }
}
