package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Program;
import dev.meshscope.outside.RawClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A node as a process, and a peer that speaks PROTOCOL.md only: the second bar.
class RawPeerIT {
  private static final String PEER = "0192e4a2-7b5c-7def-8a3b-9c4d5e6f7a8b";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration BOUND = Duration.ofSeconds(2);

  @TempDir private Path dir;
  private Program node;
  private int port;

  @BeforeEach
  void start() {
    node =
        Program.start(
            "peer",
            "--json",
            "--state-dir",
            dir.resolve("state").toString(),
            "--registry-dir",
            dir.resolve("registry").toString());
    port = node.event(0, SOON, "started").path("port").asInt();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aSecondDialBesideALivingFirstIsRefusedAsADuplicate() {
    try (RawClient first = RawClient.dial(port).greet(PEER, "raw")) {
      node.event(0, SOON, "joined");
      // A round trip proves that the first lives.
      node.event(0, SOON, "round-trip");
      int mark = node.mark();
      try (RawClient second = RawClient.dial(port).greet(PEER, "raw")) {
        JsonNode refused = node.event(mark, BOUND, "refused");
        assertThat(refused.path("reason").asString()).isEqualTo("duplicate");
        assertThat(second.closed(BOUND)).isTrue();
        int heard = first.mark();
        assertThat(first.ping().frame("pong", heard, BOUND)).isNotNull();
        assertThat(node.already(mark, e -> Program.is(e, "left"))).isEmpty();
      }
    }
  }

  @Test
  void aSecondDialBesideASilentFirstTakesItsPlace() {
    try (RawClient first = RawClient.dial(port).greet(PEER, "raw")) {
      node.event(0, SOON, "joined");
      node.event(0, SOON, "round-trip");
      first.fallSilent();
      int mark = node.mark();
      try (RawClient second = RawClient.dial(port).greet(PEER, "raw")) {
        JsonNode live = node.event(mark, BOUND, e -> Program.is(e, "live") && e.has("reason"));
        assertThat(live.path("reason").asString()).isEqualTo("incumbent-silent");
        assertThat(first.closed(SOON)).isTrue();
        int heard = second.mark();
        assertThat(second.ping().frame("pong", heard, BOUND)).isNotNull();
        assertThat(node.already(mark, e -> Program.is(e, "left"))).isEmpty();
      }
    }
  }
}
