package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a node as a process printed is read back by another process.
class LinesIT {
  private static final String PEER = "0192e4a2-7b5c-7def-8a3b-9c4d5e6f7a8b";
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path dir;

  /// A peer that talks, is doubled, falls silent and is replaced, beside garbage and commands.
  private List<String> printed() {
    try (Program node =
        Launch.program()
            .node(dir, "--heartbeat-interval", "1s", "--dial", "127.0.0.1:1", "--name", "ü€")) {
      int port = node.event(0, SOON, "started").path("port").asInt();
      try (RawClient first = RawClient.dial(port).greet(PEER, "raw")) {
        node.event(0, SOON, "round-trip");
        first.send(
            "{\"type\":\"message\",\"from\":\"%s\",\"fromName\":\"raw\",\"content\":\"\\u202e\\ud800ü\",\"timestamp\":9}"
                .formatted(PEER));
        node.event(0, SOON, "message");
        first.send(
            "{\"type\":\"peer-info\",\"peers\":[{\"nodeId\":\"%s\",\"name\":\"x\"}]}"
                .formatted(PEER));
        node.event(0, SOON, "peer-info");
        first.send("nonsense").send("{\"type\":\"novel\"}");
        node.event(0, SOON, "unknown-received");
        try (RawClient second = RawClient.dial(port).greet(PEER, "raw")) {
          node.event(0, SOON, "refused");
          assertThat(second.closed(SOON)).isTrue();
        }
        node.write("{\"do\":\"send\",\"text\":\"hi\"}");
        node.event(0, SOON, "sent");
        first.fallSilent();
        try (RawClient _ = RawClient.dial(port).greet(PEER, "raw")) {
          node.event(
              0,
              SOON,
              e -> Program.is(e, "live") && e.path("reason").asString().equals("incumbent-silent"));
          node.event(0, SOON, "closed");
        }
        node.event(0, SOON, "left");
      }
      node.write("{\"do\":\"peers\"}");
      node.write("{\"do\":\"ended\"}");
      node.write("{\"do\":\"quit\"}");
      assertThat(node.exit(SOON)).isZero();
      return node.lines();
    }
  }

  @Test
  void everyLineOfANodeIsReadBackAsItWasWritten() throws IOException {
    List<String> printed = printed();
    Path file = Files.write(dir.resolve("lines.jsonl"), printed);

    try (Program check = Program.start("lines", "--check", file.toString())) {
      assertThat(check.exit(SOON)).isZero();
      assertThat(check.lines())
          .singleElement()
          .asString()
          .endsWith("; every event is read back as it was written.");
    }

    List<String> changed = new ArrayList<>(printed);
    int at =
        changed.indexOf(
            printed.stream().filter(line -> line.contains("\"rttNs\":")).findFirst().orElseThrow());
    changed.set(at, changed.get(at).replace("\"rttNs\":", "\"rttNs\":1"));
    try (Program check = Program.start("lines", "--check")) {
      changed.forEach(check::write);
      check.endInput();
      assertThat(check.exit(SOON)).isEqualTo(1);
      assertThat(check.lines().get(1))
          .startsWith("line " + (at + 1) + ": In \"round-trip\", \"rttMs\" is ");
    }
  }

  @Test
  void theFirstLineSaysFormatAndProgram() {
    try (Program node = Launch.program().node(dir)) {
      var first = node.event(0, SOON, "started");
      assertThat(first.path("format").asInt()).isEqualTo(1);
      assertThat(first.path("program").asString()).startsWith("meshscope ");
      assertThat(first.path("settings").path("limits").path("connections").asInt()).isPositive();
      assertThat(node.lines().getFirst()).contains("\"event\":\"started\"");
    }
  }
}
