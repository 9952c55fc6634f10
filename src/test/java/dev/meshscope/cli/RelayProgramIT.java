package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.relay.RelaySetup;
import dev.meshscope.relay.TestRelay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Nodes as processes that look for each other nowhere but through a relay.
class RelayProgramIT {
  private static final String SMALLER = "10000000-0000-7000-8000-000000000001";
  private static final String LARGER = "90000000-0000-7000-8000-000000000009";
  private static final String TOKEN = "open-sesame-4711";
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private Program node(TestRelay relay, String name, String id) {
    return Launch.program().node(folder.resolve(name), options(relay, id));
  }

  private static String[] options(TestRelay relay, String id) {
    return new String[] {"--node-id", id, "--relay", relay.url().toString(), "--relay-only"};
  }

  @Test
  void twoThatLookNowhereElseMeetTalkAndLeaveNoRecord() {
    try (TestRelay relay = TestRelay.start();
        Program one = node(relay, "one", SMALLER);
        Program other = node(relay, "other", LARGER)) {
      one.event(0, SOON, "joined");
      other.event(0, SOON, "joined");
      int there = other.mark();
      one.write("{\"do\":\"send\",\"text\":\"hello\",\"to\":\"" + LARGER + "\"}");
      JsonNode sent = one.event(0, SOON, "sent");
      assertThat(sent.path("handed").get(0).path("kind").asString()).isEqualTo("relay");
      JsonNode message = other.event(there, SOON, "message");
      assertThat(message.path("text").asString()).isEqualTo("hello");
      assertThat(folder.resolve("one").resolve("registry").toFile().list()).isNullOrEmpty();
    }
  }

  @Test
  void aRelayThatIsRestartedBringsThemTogetherAgain() {
    TestRelay first = TestRelay.start();
    try (Program one = node(first, "one", SMALLER);
        Program other = node(first, "other", LARGER)) {
      one.event(0, SOON, "joined");
      other.event(0, SOON, "joined");
      int here = one.mark();
      int there = other.mark();
      first.close();
      one.event(here, SOON, "left");
      other.event(there, SOON, "left");
      here = one.mark();
      there = other.mark();
      try (TestRelay second = TestRelay.start(RelaySetup.DEFAULT.onPort(first.port()))) {
        // The pauses between tries have grown to some seconds by now.
        second.awaitPresent(SMALLER, LARGER);
        one.event(here, SOON, "joined");
        other.event(there, SOON, "joined");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SMALLER, LARGER})
  void aPeerThatIsKilledAndBackAtOnceIsTaken(String survivor) {
    String killed = survivor.equals(SMALLER) ? LARGER : SMALLER;
    try (TestRelay relay = TestRelay.start();
        Program one = node(relay, "one", survivor)) {
      try (Program other = node(relay, "other", killed)) {
        one.event(0, SOON, "joined");
        other.event(0, SOON, "joined");
      }
      int mark = one.mark();
      try (Program again = node(relay, "other", killed)) {
        again.event(0, SOON, "joined");
        one.event(mark, SOON, e -> takesASlot(e, killed));
        one.write("{\"do\":\"send\",\"text\":\"again\",\"to\":\"" + killed + "\"}");
        JsonNode sent = one.event(mark, SOON, "sent");
        assertThat(sent.path("handed").get(0).path("kind").asString()).isEqualTo("relay");
        again.event(0, SOON, e -> Program.is(e, "message"));
      }
    }
  }

  @Test
  void aLifeTheRelayDidNotSeeEndIsReplacedByTheNext() {
    // The relay does not notice that the old one is gone, and lets the new one take its place.
    try (TestRelay relay = TestRelay.start(RelaySetup.DEFAULT.replacing());
        Program one = node(relay, "one", SMALLER);
        Program other = node(relay, "other", LARGER)) {
      one.event(0, SOON, "joined");
      other.event(0, SOON, "joined");
      String before = incarnation(one);
      int mark = one.mark();
      int there = other.mark();
      try (Program copy = copyOf(other, relay)) {
        JsonNode stopped = other.event(there, SOON, stoppedBy(4004));
        assertThat(stopped.path("why").asString()).isNotEmpty();
        copy.event(0, SOON, "joined");
        one.event(mark, SOON, e -> takesASlot(e, LARGER));
        assertThat(incarnation(one)).isNotEqualTo(before);
      }
    }
  }

  /// Another process of the same identity, on another machine.
  private Program copyOf(Program other, TestRelay relay) {
    try {
      Path from = folder.resolve("other").resolve("state");
      Path to = java.nio.file.Files.createDirectories(folder.resolve("copy").resolve("state"));
      try (var files = java.nio.file.Files.list(from)) {
        for (Path file : files.toList()) {
          if (!file.getFileName().toString().endsWith(".lock")) {
            java.nio.file.Files.copy(file, to.resolve(file.getFileName()));
          }
        }
      }
      assertThat(other.process().isAlive()).isTrue();
      return node(relay, "copy", LARGER);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String incarnation(Program node) {
    return node.table()
        .path("peers")
        .path(0)
        .path("transports")
        .path(0)
        .path("incarnation")
        .asString("");
  }

  @Test
  void whereOurNodeIdIsAlreadyItStopsAndSaysWhy() {
    try (TestRelay relay = TestRelay.start(RelaySetup.DEFAULT.refusing());
        Program one = node(relay, "one", SMALLER)) {
      relay.awaitPresent(SMALLER);
      try (Program copy = node(relay, "copy", SMALLER)) {
        JsonNode stopped = copy.event(0, SOON, stoppedBy(4006));
        assertThat(stopped.path("state").asString()).isEqualTo("stopped");
        assertThat(relay.present()).containsExactly(SMALLER);
        assertThat(one.already(0, stoppedBy(4006))).isEmpty();
      }
    }
  }

  @Test
  void aWrongTokenIsSaidAndNeverShown() {
    try (TestRelay relay = TestRelay.start(RelaySetup.DEFAULT.withToken("another"));
        Program one =
            Launch.program()
                .environment(Map.of("MESHSCOPE_RELAY_TOKEN", TOKEN))
                .node(folder.resolve("one"), options(relay, SMALLER))) {
      JsonNode waits = one.event(0, SOON, e -> e.path("state").asString().equals("waiting"));
      assertThat(waits.path("why").asString()).contains("4003");
      assertThat(waits.path("againInMs").asDouble()).isGreaterThan(60_000);
      one.table();
      assertThat(one.lines()).noneMatch(line -> line.contains(TOKEN));
      assertThat(one.said()).doesNotContain(TOKEN);
    }
  }

  /// A transport that is only heard again is live without a reason.
  private static boolean takesASlot(JsonNode event, String peer) {
    return Program.is(event, "live")
        && event.has("reason")
        && event.path("peer").asString().equals(peer);
  }

  private static Predicate<JsonNode> stoppedBy(int code) {
    return e -> Program.is(e, "relay-changed") && e.path("code").asInt() == code;
  }
}
