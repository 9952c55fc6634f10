package dev.meshscope.lines.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.engine.EngineConfig;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.lines.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class JsonLinesIT {
  private static final int LINES = 500;

  @TempDir Path folder;

  /// What a pipe would take, and in how many writes.
  private static final class Pipe extends ByteArrayOutputStream {
    private int writes;

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      writes++;
      super.write(bytes, from, length);
    }
  }

  @Test
  void linesThatWaitTogetherAreOneWrite() throws Exception {
    Pipe pipe = new Pipe();
    try (MeshEngine engine = MeshEngine.start(config())) {
      JsonLines lines = new JsonLines(engine, pipe, why -> {});
      for (int i = 0; i < LINES; i++) {
        lines.tell(Json.event(Instant.EPOCH, "line").put("number", i));
      }
      lines.start();
      lines.end(10_000);
    }

    List<String> written = pipe.toString(StandardCharsets.US_ASCII).lines().toList();
    assertThat(written).hasSize(LINES);
    assertThat(written.getLast()).endsWith("\"number\":" + (LINES - 1) + "}");
    assertThat(pipe.writes).isLessThan(10);
  }

  /// A reader who stopped reading, until he is let go.
  private static final class Stalled extends ByteArrayOutputStream {
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      super.write(bytes, from, length);
    }
  }

  @Test
  void nobodyWaitsForAReaderWhoStoppedAndWhatIsLostIsCounted() throws Exception {
    Stalled reader = new Stalled();
    int answers = 40;
    int events = 20;
    String long256k = "x".repeat(1 << 18);
    String long2m = "x".repeat(2 << 20);
    try (MeshEngine engine = MeshEngine.start(config())) {
      JsonLines lines = new JsonLines(engine, reader, why -> {});
      lines.start();
      lines.tell(Json.event(Instant.EPOCH, "first"));
      for (int i = 0; i < answers; i++) {
        lines.answer(() -> Json.event(Instant.EPOCH, "answer").put("text", long256k));
      }
      for (int i = 0; i < events; i++) {
        lines.happened(
            engine.table(),
            List.of(
                new MeshEvent.ContentReceived(
                    0, new TransportId(1), null, new Frame.Message("", "", long2m, 0))));
      }
      lines.end(1);
      reader.goOn.countDown();
      lines.end(60_000);
    }

    List<JsonNode> told =
        reader.toString(StandardCharsets.US_ASCII).lines().map(Json.MAPPER::readTree).toList();
    long answered = told.stream().filter(line -> is(line, "answer")).count();
    long received = told.stream().filter(line -> is(line, "message")).count();
    long lostAnswers = told.stream().mapToLong(line -> line.path("answers").asLong(0)).sum();
    long lostEvents =
        told.stream()
            .filter(line -> is(line, "dropped"))
            .mapToLong(l -> l.path("count").asLong())
            .sum();
    assertThat(is(told.getFirst(), "first")).isTrue();
    assertThat(answered).isBetween(16L, 18L);
    assertThat(received).isBetween(4L, 5L);
    assertThat(List.of(answered + lostAnswers, received + lostEvents))
        .containsExactly((long) answers, (long) events);
  }

  private static boolean is(JsonNode line, String event) {
    return line.path("event").asString("").equals(event);
  }

  private EngineConfig config() {
    return new EngineConfig(
        new NodeName("lines"),
        null,
        folder.resolve("state"),
        folder.resolve("registry"),
        "127.0.0.1",
        0,
        Group.DEFAULT,
        Settings.DEFAULT,
        List.of());
  }
}
