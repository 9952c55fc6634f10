package dev.meshscope.lab.result;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.world.LifeFacts;
import dev.meshscope.lab.world.Line;
import dev.meshscope.lines.EventJson;
import dev.meshscope.lines.Samples;
import dev.meshscope.lines.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/// Facts for tests: times are milliseconds since the scene began.
final class Scene {
  static final String PEER_ID = "0192e4a2-7b5c-7def-8a3b-000000000001";
  static final NodeId PEER = new NodeId(PEER_ID);
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  static final End SURVIVOR = new End("survivor", 1);

  private final List<Line> lines = new ArrayList<>();
  private final List<LifeFacts> lives = new ArrayList<>();
  private final List<Passage> passages = new ArrayList<>();
  private PeerKind survivorKind = PeerKind.MESHSCOPE;

  static Instant at(long ms) {
    return BEGIN.plusMillis(ms);
  }

  static End peer(int life) {
    return new End("peer", life);
  }

  Scene survivorIs(PeerKind kind) {
    survivorKind = kind;
    return this;
  }

  Scene life(int life, long started, long ended) {
    lives.add(
        new LifeFacts(
            peer(life),
            PeerKind.RAW,
            100 + life,
            at(started),
            ended < 0 ? null : at(ended),
            List.of()));
    return this;
  }

  Scene life(PeerKind kind, int life, long started) {
    lives.add(new LifeFacts(peer(life), kind, 100 + life, at(started), null, List.of()));
    return this;
  }

  Scene frozen(int life, long started, long since, long until) {
    lives.add(
        new LifeFacts(
            peer(life),
            PeerKind.RAW,
            100 + life,
            at(started),
            null,
            List.of(new LifeFacts.Frozen(at(since), until < 0 ? null : at(until)))));
    return this;
  }

  /// A connection the peer dialled; its port at the survivor is 1000 and its number.
  Scene passage(long number, int life, long opened, long broken, boolean held) {
    return passage(number, peer(life), opened, broken, held, List.of());
  }

  Scene passage(
      long number, End from, long opened, long broken, boolean held, List<Passage.Stall> stalls) {
    passages.add(
        new Passage(
            number,
            from,
            SURVIVOR,
            2_000 + (int) number,
            1_000 + (int) number,
            at(opened),
            broken < 0 ? null : at(broken),
            broken < 0 || held ? null : at(broken),
            held,
            0,
            stalls,
            new Passage.Said(
                new Passage.Hello(at(opened + 5), PEER_ID, "peer", "key", false), Map.of()),
            new Passage.Said(
                new Passage.Hello(at(opened + 6), "survivor", "s", "key", false), Map.of())));
    return this;
  }

  Scene add(Passage passage) {
    passages.add(passage);
    return this;
  }

  /// The survivor tells what happened, as it is written.
  Scene says(long ms, MeshEvent event) {
    return says(SURVIVOR, ms, event);
  }

  Scene says(End who, long ms, MeshEvent event) {
    NodeId about = event instanceof MeshEvent.Accepted ? null : PEER;
    ObjectNode json = EventJson.of(new Told.Event(at(ms), about, null, event));
    lines.add(Line.of(who, json.toString(), at(ms)));
    return this;
  }

  /// The survivor says something else.
  Scene says(long ms, String event, String fields) {
    return says(SURVIVOR, ms, event, fields);
  }

  Scene says(End who, long ms, String event, String fields) {
    String raw =
        "{\"time\":\"%s\",\"event\":\"%s\"%s}"
            .formatted(at(ms), event, fields.isEmpty() ? "" : "," + fields);
    lines.add(Line.of(who, raw, at(ms)));
    return this;
  }

  /// The survivor tells of a connection from its acceptance to its first answered ping.
  Scene joins(long transport, long opened, long live, Reason reason) {
    says(opened, accepted(transport));
    says(opened + 5, greeted(transport));
    says(
        live,
        new MeshEvent.Live(
            0, new TransportId(transport), PEER, reason, TimeUnit.MILLISECONDS.toNanos(live)));
    return says(live + 2, answered(transport));
  }

  static MeshEvent accepted(long transport) {
    return new MeshEvent.Accepted(
        0,
        new TransportId(transport),
        Kind.DIRECT,
        new Endpoint("127.0.0.1", 9),
        new Endpoint("127.0.0.1", 1_000 + (int) transport),
        new Nonce("0".repeat(32)));
  }

  static MeshEvent greeted(long transport) {
    return new MeshEvent.HandshakeReceived(
        0, new TransportId(transport), Samples.handshake(), false);
  }

  static MeshEvent live(long transport, Reason reason) {
    return new MeshEvent.Live(0, new TransportId(transport), PEER, reason, -1);
  }

  static MeshEvent answered(long transport) {
    return new MeshEvent.RoundTrip(0, new TransportId(transport), new TransportId(transport), 1);
  }

  static MeshEvent frames(long transport, String type) {
    return new MeshEvent.FramesReceived(0, new TransportId(transport), type, 1, 9);
  }

  static MeshEvent promoted(long transport, long replaced, Reason reason) {
    return new MeshEvent.Promoted(
        0, new TransportId(transport), PEER, new TransportId(replaced), reason, -1);
  }

  static MeshEvent refused(long transport) {
    return new MeshEvent.Refused(0, new TransportId(transport), PEER, null, Reason.DUPLICATE);
  }

  static MeshEvent closed(long transport, CloseReason reason) {
    return new MeshEvent.Closed(
        0, new TransportId(transport), PEER, Direction.INBOUND, reason, Cause.none(), 1);
  }

  static MeshEvent left() {
    return new MeshEvent.Left(0, PEER);
  }

  Facts facts(long now) {
    List<LifeFacts> all = new ArrayList<>();
    all.add(new LifeFacts(SURVIVOR, survivorKind, 100, at(-1_000), null, List.of()));
    all.addAll(lives);
    return new Facts(lines, all, passages, PEER_ID, at(now));
  }

  Story story(long now) {
    return new Story(facts(now));
  }
}
