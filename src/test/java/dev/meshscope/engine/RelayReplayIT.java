package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.StartException;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.relay.TestRelay;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Two engines that have proven themselves to each other through a relay, and the relay says again
/// what it heard, or makes it up: both keep their way, and it stays proven.
@Tag("proof")
class RelayReplayIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Within it a handshake is the echo of another.
  private static final long ECHO_NS = TimeUnit.SECONDS.toNanos(3);

  @TempDir Path dir;
  private final TestRelay relay = TestRelay.start();

  @AfterEach
  void stop() {
    relay.close();
  }

  private MeshEngine start(String name) throws StartException {
    return RelayedEngine.start(dir.resolve(name), name, relay);
  }

  @Test
  void whatTheRelaySaysAgainChangesNothing() throws Exception {
    withstands(handshake -> handshake);
  }

  @Test
  void whatTheRelayMakesUpOfItChangesNothing() throws Exception {
    withstands(
        handshake -> {
          ObjectNode forged = (ObjectNode) handshake.deepCopy();
          ((ObjectNode) forged.path("x-meshscope"))
              .put("link", 1_000)
              .put("nonce", "7".repeat(32))
              .putArray("holds")
              .add(1_000);
          return forged;
        });
  }

  @Test
  void whatTheRelayTakesTheExtraOutOfChangesNothing() throws Exception {
    withstands(
        handshake -> {
          ObjectNode stripped = (ObjectNode) handshake.deepCopy();
          stripped.remove("x-meshscope");
          stripped.putArray("extensions");
          return stripped;
        });
  }

  private interface Mischief {
    JsonNode of(JsonNode handshake);
  }

  private void withstands(Mischief mischief) throws Exception {
    try (MeshEngine one = start("one");
        MeshEngine other = start("other")) {
      Recorder ones = new Recorder();
      Recorder others = new Recorder();
      one.observe(ones);
      other.observe(others);
      proven(ones);
      proven(others);
      TransportId here = way(one, other);
      TransportId there = way(other, one);
      MeshEvent.RoundTrip begun = ones.await(MeshEvent.RoundTrip.class);
      ones.await(MeshEvent.RoundTrip.class, 1, trip -> trip.atNs() > begun.atNs() + ECHO_NS);

      JsonNode said = handshakeTo(one.self().nodeId());
      ObjectNode envelope =
          JSON.createObjectNode()
              .put("from", other.self().nodeId().text())
              .put("fromName", "other");
      envelope.set("payload", mischief.of(said));
      long sent = System.nanoTime();
      relay.say(one.self().nodeId().text(), JSON.writeValueAsString(envelope));

      ones.await(MeshEvent.HandshakeReceived.class, 1, received -> received.atNs() >= sent);
      // Whatever comes of it has come by then.
      ones.await(MeshEvent.RoundTrip.class, 1, trip -> trip.atNs() > sent + ECHO_NS);
      others.await(MeshEvent.RoundTrip.class, 1, trip -> trip.atNs() > sent + ECHO_NS);
      assertThat(way(one, other)).isEqualTo(here);
      assertThat(way(other, one)).isEqualTo(there);
      assertThat(credence(one, other)).isEqualTo(Credence.PROVEN);
      assertThat(credence(other, one)).isEqualTo(Credence.PROVEN);
      assertThat(ones.events()).noneMatch(RelayReplayIT::unsettles);
      assertThat(others.events()).noneMatch(RelayReplayIT::unsettles);
    }
  }

  private static boolean unsettles(MeshEvent event) {
    return event instanceof MeshEvent.Left
        || event instanceof MeshEvent.NotProven
        || event instanceof MeshEvent.Promoted;
  }

  private static void proven(Recorder events) throws Exception {
    events.await(MeshEvent.ProofReceived.class, 1, MeshEvent.ProofReceived::valid);
    events.await(MeshEvent.RoundTrip.class);
  }

  private JsonNode handshakeTo(NodeId to) {
    return relay.heard().stream()
        .filter(message -> message.path("to").asString("").equals(to.text()))
        .map(message -> message.path("payload"))
        .filter(payload -> payload.path("type").asString("").equals("handshake"))
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable TransportId way(MeshEngine node, MeshEngine peer) {
    return node.table().peer(peer.self().nodeId()).orElseThrow().slot(Kind.RELAY).incumbent();
  }

  private static Credence credence(MeshEngine node, MeshEngine peer) {
    PeerTable table = node.table();
    return Credence.of(table, table.peer(peer.self().nodeId()).orElseThrow());
  }
}
