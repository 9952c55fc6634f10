package dev.meshscope.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.lab.proxy.Door;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Exchange;
import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.relay.TestRelay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two nodes with a relay between them, and a direct way that is cut, comes back and falls silent.
class SeveralTransportsIT {
  private static final String ONE = "10000000-0000-7000-8000-000000000001";
  private static final String OTHER = "90000000-0000-7000-8000-000000000009";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(2);

  /// Between nodes of ours three unanswered pings, 3 s each; and room for a busy machine.
  private static final Duration HEARTBEAT = Duration.ofSeconds(13);

  @TempDir Path folder;
  private TestRelay relay;
  private Exchange ways;
  private Program one;
  private Program other;
  private int said;

  @BeforeEach
  void meetThroughTheRelay() {
    relay = TestRelay.start();
    ways = new Exchange();
    one = node("one", ONE);
    other = node("other", OTHER);
    one.event(0, SOON, "joined");
    other.event(0, SOON, "joined");
    assertThat(kindThatTakes("hello")).isEqualTo("relay");
  }

  @AfterEach
  void end() {
    one.close();
    other.close();
    ways.close();
    relay.close();
  }

  private Program node(String name, String id) {
    return Launch.program()
        .node(folder.resolve(name), "--node-id", id, "--relay", relay.url().toString());
  }

  @Test
  void trafficLeavesADirectWayThatIsCutAndReturnsToOneThatIsProven() throws IOException {
    int fromHere = one.mark();
    int fromThere = other.mark();
    Door door = dialThroughADoor();
    assertThat(kindThatTakes("upgraded")).isEqualTo("direct");

    ways.cut("one", "other", true);
    door.close();
    one.event(fromHere, SOON, e -> routed(e, "relay"));
    assertThat(kindThatTakes("cut")).isEqualTo("relay");

    int mark = one.mark();
    dialThroughADoor();
    JsonNode route = one.event(mark, SOON, e -> routed(e, "direct"));
    JsonNode proof =
        one.event(mark, SOON, e -> Program.is(e, "proof-received") && on(e, route.path("to")));
    assertThat(Duration.between(at(proof), at(route))).isLessThan(TAKEN_WITHIN);
    assertThat(kindThatTakes("back")).isEqualTo("direct");

    assertThat(one.already(fromHere, SeveralTransportsIT::comesOrGoes)).isEmpty();
    assertThat(other.already(fromThere, SeveralTransportsIT::comesOrGoes)).isEmpty();
  }

  @Test
  void aDirectZombieIsDiagnosedAndLeftForTheRelay() throws IOException {
    dialThroughADoor();
    int mark = one.mark();
    long zombie = direct().path("transport").asLong();
    fallSilent();

    JsonNode suspect = one.event(mark, HEARTBEAT, e -> Program.is(e, "suspect") && is(e, zombie));
    JsonNode closed = one.event(mark, HEARTBEAT, e -> Program.is(e, "closed") && is(e, zombie));
    assertThat(closed.path("reason").asString()).isEqualTo("heartbeat-timeout");
    assertThat(at(suspect)).isBefore(at(closed));
    JsonNode route = one.event(mark, SOON, e -> routed(e, "relay"));
    assertThat(at(route)).isBeforeOrEqualTo(at(closed));
    assertThat(kindThatTakes("around the zombie")).isEqualTo("relay");
    assertThat(one.already(mark, SeveralTransportsIT::comesOrGoes)).isEmpty();
  }

  @Test
  void aDirectRedialTakesTheZombiesPlaceWithinTwoSeconds() throws IOException {
    dialThroughADoor();
    int mark = one.mark();
    int fromThere = other.mark();
    long zombie = direct().path("transport").asLong();
    fallSilent();

    dial(other.port());
    JsonNode dialled = one.event(mark, SOON, "dialled");
    JsonNode promoted =
        one.event(
            mark, SOON, e -> Program.is(e, "promoted") && e.path("replaced").asLong() == zombie);
    JsonNode there = other.event(fromThere, SOON, "promoted");
    // It holds the slot before a round trip proved it; until then the relay takes the frames.
    JsonNode route =
        one.event(
            mark, SOON, e -> Program.is(e, "route-changed") && on(e, promoted.path("transport")));
    assertThat(Duration.between(at(dialled), at(promoted))).isLessThan(TAKEN_WITHIN);
    assertThat(Duration.between(at(dialled), at(there))).isLessThan(TAKEN_WITHIN);
    assertThat(Duration.between(at(dialled), at(route))).isLessThan(TAKEN_WITHIN);
    assertThat(kindThatTakes("redialled")).isEqualTo("direct");
    assertThat(one.already(mark, SeveralTransportsIT::comesOrGoes)).isEmpty();
  }

  /// Both ends stay open, and nothing passes.
  private void fallSilent() {
    ways.partition("one", "other");
    ways.partition("other", "one");
  }

  /// Returns when the direct way is the one in use.
  private Door dialThroughADoor() throws IOException {
    int mark = one.mark();
    Door door = ways.door(new End("one", 1), new End("other", 1), other.port());
    dial(door.port());
    one.event(mark, SOON, e -> routed(e, "direct"));
    return door;
  }

  private void dial(int port) {
    one.write("{\"do\":\"dial\",\"address\":\"127.0.0.1:" + port + "\"}");
  }

  /// Sends a text, which must arrive; the kind of the transport that took it.
  private String kindThatTakes(String text) {
    int fromHere = one.mark();
    int fromThere = other.mark();
    String numbered = text + " " + said++;
    one.write("{\"do\":\"send\",\"to\":\"" + OTHER + "\",\"text\":\"" + numbered + "\"}");
    JsonNode sent = one.event(fromHere, SOON, "sent");
    other.event(
        fromThere,
        SOON,
        e -> Program.is(e, "message") && e.path("content").asString().equals(numbered));
    return sent.path("handed").get(0).path("kind").asString();
  }

  private boolean routed(JsonNode event, String kind) {
    return Program.is(event, "route-changed")
        && transports().stream()
            .filter(transport -> on(event, transport.path("transport")))
            .anyMatch(transport -> transport.path("kind").asString().equals(kind));
  }

  private JsonNode direct() {
    return transports().stream()
        .filter(transport -> transport.path("kind").asString().equals("direct"))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> transports() {
    return one.table()
        .path("peers")
        .valueStream()
        .flatMap(peer -> peer.path("transports").valueStream())
        .toList();
  }

  private static boolean on(JsonNode event, JsonNode transport) {
    String field = Program.is(event, "route-changed") ? "to" : "transport";
    return event.path(field).asLong() == transport.asLong();
  }

  private static boolean is(JsonNode event, long transport) {
    return event.path("transport").asLong() == transport;
  }

  private static boolean comesOrGoes(JsonNode event) {
    return Program.is(event, "left") || Program.is(event, "joined");
  }

  private static Instant at(JsonNode event) {
    return Instant.parse(event.path("time").asString());
  }
}
