package dev.meshscope.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Settings;
import dev.meshscope.engine.EngineConfig;
import dev.meshscope.engine.MeshEngine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
