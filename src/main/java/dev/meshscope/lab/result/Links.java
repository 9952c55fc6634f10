package dev.meshscope.lab.result;

import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.world.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the survivor's connections in what it said. Pure.
final class Links {
  private Links() {}

  private static final Duration SAME_MOMENT = Duration.ofSeconds(5);

  /// What is known of one while the lines are read.
  private static final class Growing {
    private final long number;
    private @Nullable Instant opened;
    private @Nullable Passage passage;
    private @Nullable Instant handshakeAt;
    private @Nullable String peer;
    private @Nullable Instant liveAt;
    private String reason = "";
    private double gapMs = -1;
    private final List<Instant> roundTrips = new ArrayList<>();
    private final List<Instant> heard = new ArrayList<>();
    private @Nullable Instant closedAt;
    private boolean closedByUs;

    Growing(long number) {
      this.number = number;
    }

    void take(Line line, List<Passage> passages) {
      if (line.peer() != null) {
        peer = line.peer();
      }
      switch (line.event()) {
        case "accepted" -> {
          opened = line.at();
          passage = dialledBySomebody(passages, port(line.text("remote")), line.at());
        }
        case "connected" -> {
          opened = line.at();
          passage = dialledBySurvivor(passages, port(line.text("local")), line.at());
        }
        case "handshake-received" -> {
          handshakeAt = handshakeAt == null ? line.at() : handshakeAt;
          heard.add(line.at());
        }
        case "live" -> {
          heard.add(line.at());
          if (!line.text("reason").isEmpty()) {
            liveAt = line.at();
            reason = line.text("reason");
            gapMs = line.json().path("gapMs").asDouble(-1);
          }
        }
        case "round-trip" -> {
          roundTrips.add(line.at());
          heard.add(line.at());
        }
        case "frames-received" -> heard.add(line.at());
        case "closed" -> {
          closedAt = line.at();
          closedByUs = line.json().path("byUs").asBoolean(false);
        }
        default -> {
          // says nothing about the connection
        }
      }
    }

    /// Null if it never stood.
    @Nullable Link link() {
      return opened == null
          ? null
          : new Link(
              number,
              opened,
              passage,
              handshakeAt,
              peer,
              liveAt,
              reason,
              gapMs,
              roundTrips,
              heard,
              closedAt,
              closedByUs);
    }
  }

  /// In the order in which they were opened.
  static List<Link> of(Facts facts) {
    Map<Long, Growing> growing = new LinkedHashMap<>();
    for (Line line : facts.survivorLines()) {
      // A pong may come in on another connection than the one that was pinged.
      long number = line.is("round-trip") ? line.json().path("on").asLong(0) : line.transport();
      if (number > 0) {
        growing.computeIfAbsent(number, Growing::new).take(line, facts.passages());
      }
    }
    List<Link> links = new ArrayList<>();
    for (Growing each : growing.values()) {
      Link link = each.link();
      if (link != null) {
        links.add(link);
      }
    }
    return links;
  }

  private static @Nullable Passage dialledBySomebody(List<Passage> passages, int port, Instant at) {
    return nearest(
        passages.stream()
            .filter(p -> p.to().node().equals(NodeSpec.SURVIVOR) && p.farPort() == port)
            .toList(),
        at);
  }

  private static @Nullable Passage dialledBySurvivor(List<Passage> passages, int port, Instant at) {
    return nearest(
        passages.stream()
            .filter(p -> p.from().node().equals(NodeSpec.SURVIVOR) && p.dialPort() == port)
            .toList(),
        at);
  }

  /// Ports are used again.
  private static @Nullable Passage nearest(List<Passage> passages, Instant at) {
    Passage best = null;
    Duration least = SAME_MOMENT;
    for (Passage passage : passages) {
      Duration apart = Duration.between(passage.opened(), at).abs();
      if (apart.compareTo(least) < 0) {
        best = passage;
        least = apart;
      }
    }
    return best;
  }

  private static int port(String address) {
    String digits = address.substring(address.lastIndexOf(':') + 1);
    return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : -1;
  }
}
