package dev.meshscope.lab.result;

import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.world.LifeFacts;
import dev.meshscope.lab.world.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Facts for tests: times are milliseconds since the scene began.
final class Scene {
  static final String PEER_ID = "0192e4a2-7b5c-7def-8a3b-000000000001";
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

  /// The survivor says something.
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
  Scene joins(long transport, long opened, long live, String reason) {
    says(
        opened,
        "accepted",
        "\"transport\":%d,\"remote\":\"127.0.0.1:%d\"".formatted(transport, 1_000 + transport));
    says(opened + 5, "handshake-received", of(transport));
    says(live, "live", of(transport) + ",\"reason\":\"%s\",\"gapMs\":%d".formatted(reason, live));
    return says(live + 2, "round-trip", of(transport) + ",\"on\":" + transport);
  }

  static String of(long transport) {
    return "\"peer\":\"%s\",\"transport\":%d".formatted(PEER_ID, transport);
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
