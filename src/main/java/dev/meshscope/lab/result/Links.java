package dev.meshscope.lab.result;

import dev.meshscope.core.event.About;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.TransportId;
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

    void take(MeshEvent event, Line line, List<Passage> passages) {
      if (line.peer() != null) {
        peer = line.peer();
      }
      Instant at = line.at();
      switch (event) {
        case MeshEvent.Accepted told -> {
          opened = at;
          passage = dialledBySomebody(passages, told.remote().port(), at);
        }
        case MeshEvent.Connected told -> {
          opened = at;
          passage = dialledBySurvivor(passages, told.local().port(), at);
        }
        case MeshEvent.HandshakeReceived _ -> {
          handshakeAt = handshakeAt == null ? at : handshakeAt;
          heard.add(at);
        }
        case MeshEvent.Live told -> {
          heard.add(at);
          if (told.reason() != null) {
            liveAt = at;
            reason = told.reason().id();
            gapMs = told.gapNs() < 0 ? -1 : told.gapNs() / 1e6;
          }
        }
        case MeshEvent.RoundTrip _ -> {
          roundTrips.add(at);
          heard.add(at);
        }
        case MeshEvent.FramesReceived _ -> heard.add(at);
        case MeshEvent.Closed told -> {
          closedAt = at;
          closedByUs = told.reason().byUs();
        }
        case MeshEvent.OfTransport _, MeshEvent.OfPeer _, MeshEvent.OfNode _ -> {
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
      MeshEvent event = line.told();
      TransportId id = event == null ? null : about(event);
      if (event != null && id != null) {
        growing.computeIfAbsent(id.value(), Growing::new).take(event, line, facts.passages());
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

  /// A pong may come in on another connection than the one that was pinged.
  private static @Nullable TransportId about(MeshEvent event) {
    return event instanceof MeshEvent.RoundTrip trip ? trip.on() : About.transport(event);
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
}
