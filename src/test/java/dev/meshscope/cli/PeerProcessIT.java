package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Two nodes as processes, as the first bar wants it. `-Dmeshscope.rounds=50` for the whole
/// bar.
class PeerProcessIT {
  private static final String SMALLER = "0192e4a2-7b5c-7def-8a3b-000000000001";
  private static final String LARGER = "0192e4a2-7b5c-7def-8a3b-000000000002";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int ROUNDS = Integer.getInteger("meshscope.rounds", 3);

  @TempDir private Path dir;

  @Test
  void twoNodesWithOneRegistryJoinEachOther() {
    try (Program a = node("a", SMALLER);
        Program b = node("b", LARGER)) {
      JsonNode aStarted = a.event(0, SOON, "started");
      JsonNode bStarted = b.event(0, SOON, "started");
      assertThat(aStarted.path("nodeId").asString()).isEqualTo(SMALLER);
      assertThat(aStarted.path("name").asString()).isEqualTo("a");
      assertThat(aStarted.path("port").asInt()).isPositive();
      assertThat(a.lines().getFirst()).contains("\"started\"");

      Instant both = later(time(aStarted), time(bStarted));
      JsonNode byA = a.event(0, SOON, "joined");
      JsonNode byB = b.event(0, SOON, "joined");
      assertThat(byA.path("peer").asString()).isEqualTo(LARGER);
      assertThat(byB.path("name").asString()).isEqualTo("a");
      assertThat(Duration.between(both, time(byA))).isLessThan(Duration.ofSeconds(3));
      assertThat(Duration.between(both, time(byB))).isLessThan(Duration.ofSeconds(3));
    }
  }

  /// Alone: it is held to a second, of which a machine that does much else takes its part.
  @Tag("alone")
  @ParameterizedTest
  @CsvSource({"smaller, at-once", "larger, at-once", "smaller, noticed", "larger, noticed"})
  void aKilledAndRelaunchedPeerIsLiveAgainWithTheReason(String survivorIs, String relaunched) {
    String survivorId = survivorIs.equals("smaller") ? SMALLER : LARGER;
    String otherId = survivorIs.equals("smaller") ? LARGER : SMALLER;
    try (Program survivor = node("survivor", survivorId)) {
      Program other = node("other", otherId);
      try {
        JsonNode live = survivor.event(0, SOON, e -> liveWithReason(e, 0));
        for (int round = 1; round <= ROUNDS; round++) {
          int mark = survivor.mark();
          other.kill();
          if (relaunched.equals("noticed")) {
            survivor.event(mark, SOON, "left");
          }
          other = node("other", otherId);
          long before = live.path("transport").asLong();
          live = survivor.event(mark, SOON, e -> liveWithReason(e, before));
          long now = live.path("transport").asLong();
          JsonNode redial =
              survivor.event(
                  mark,
                  SOON,
                  e ->
                      e.path("transport").asLong() == now
                          && (Program.is(e, "accepted") || Program.is(e, "dialled")));
          assertThat(Duration.between(time(redial), time(live)))
              .as("round %d: from %s to %s", round, redial, live)
              .isLessThan(Duration.ofSeconds(1));
        }
      } finally {
        other.close();
      }
    }
  }

  @Test
  void aMessageArrivesAsAnEvent() {
    try (Program a = node("a", SMALLER);
        Program b = node("b", LARGER)) {
      a.event(0, SOON, "joined");
      b.event(0, SOON, "joined");
      a.write("{\"do\":\"send\",\"text\":\"grüße \\ud83d\\ude00\",\"to\":\"" + LARGER + "\"}");

      JsonNode sent = a.event(0, SOON, "sent");
      JsonNode message = b.event(0, SOON, "message");
      assertThat(sent.path("recipients").get(0).asString()).isEqualTo(LARGER);
      assertThat(message.path("content").asString()).isEqualTo("grüße 😀");
      assertThat(message.path("peer").asString()).isEqualTo(SMALLER);
    }
  }

  @Test
  void everyCommandIsAnsweredByAnEvent() {
    try (Program a = node("a", SMALLER)) {
      a.event(0, SOON, "started");
      a.write("{\"do\":\"peers\"}");
      assertThat(a.event(0, SOON, "peers").path("peers").isArray()).isTrue();
      a.write("{\"do\":\"dial\",\"address\":\"127.0.0.1:9\"}");
      assertThat(a.event(0, SOON, "dial-requested").path("address").asString())
          .isEqualTo("127.0.0.1:9");
      for (String broken :
          new String[] {
            "nonsense",
            "[]",
            "{}",
            "{\"do\":\"fly\"}",
            "{\"do\":\"dial\",\"address\":\"0.0.0.0:7\"}",
            "{\"do\":\"dial\",\"address\":\"255.255.255.255:7\"}",
            "{\"do\":\"dial\",\"address\":\"[ff02::fb]:7\"}"
          }) {
        int mark = a.mark();
        a.write(broken);
        assertThat(a.event(mark, SOON, "command-failed").path("why").asString()).endsWith(".");
      }
      int mark = a.mark();
      a.write("{\"do\":\"send\",\"text\":\"anybody?\"}");
      a.event(mark, SOON, "command-failed");
      a.write("{\"do\":\"quit\"}");
      assertThat(a.event(0, SOON, "stopped").path("cause").asString()).isEqualTo("quit");
      assertThat(a.exit(SOON)).isZero();
      assertThat(a.lines().getLast()).contains("\"stopped\"");
    }
  }

  @Test
  void aSignalEndsItCleanly() {
    try (Program a = node("a", SMALLER);
        Program b = node("b", LARGER)) {
      a.event(0, SOON, "joined");
      b.event(0, SOON, "joined");
      Path entry = dir.resolve("registry").resolve(SMALLER + ".json");
      assertThat(entry).exists();

      // Not Process.destroy: that closes our end of its output too.
      a.process().toHandle().destroy();

      assertThat(a.exit(SOON)).isEqualTo(143);
      assertThat(a.lines().getLast()).contains("\"stopped\"").contains("\"signal\"");
      assertThat(entry).doesNotExist();
      assertThat(b.event(0, SOON, "left").path("peer").asString()).isEqualTo(SMALLER);
    }
  }

  @Test
  void theEndOfInputEndsNothingUnlessAsked() {
    try (Program stays = node("a", SMALLER);
        Program ends = node("b", LARGER, "--exit-on-eof")) {
      stays.event(0, SOON, "joined");
      stays.endInput();
      ends.endInput();
      assertThat(ends.event(0, SOON, "stopped").path("cause").asString()).isEqualTo("end-of-input");
      assertThat(ends.exit(SOON)).isZero();
      stays.event(0, SOON, "left");
      assertThat(stays.process().isAlive()).isTrue();
    }
  }

  @Test
  void itEndsAfterItsDuration() {
    try (Program a = node("a", SMALLER, "--duration", "500ms")) {
      assertThat(a.exit(SOON)).isZero();
      assertThat(a.lines().getLast()).contains("\"stopped\"").contains("\"duration\"");
      assertThat(Files.exists(dir.resolve("registry").resolve(SMALLER + ".json"))).isFalse();
    }
  }

  private static boolean liveWithReason(JsonNode event, long after) {
    return Program.is(event, "live")
        && event.has("reason")
        && event.path("transport").asLong() > after;
  }

  private static Instant time(JsonNode event) {
    return Instant.parse(event.path("time").asString());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private Program node(String name, String id, String... more) {
    String[] arguments = {
      "peer",
      "--json",
      "--name",
      name,
      "--node-id",
      id,
      "--state-dir",
      dir.resolve("state-" + name).toString(),
      "--registry-dir",
      dir.resolve("registry").toString()
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return Program.start(all);
  }
}
