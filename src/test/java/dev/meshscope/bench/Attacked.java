package dev.meshscope.bench;

import dev.meshscope.core.link.Limits;
import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.Python;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A window in a process of its own, with the options it is shipped with, that is attacked; ten
/// healthy peers of it and a relay of its own. Used by one test thread.
final class Attacked implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What a window said while somebody looked at it.
  ///
  /// @param servedMs from knocking at its JavaFX thread to being served: p99
  /// @param workedMs of that, what the JavaFX thread itself computed: p99
  /// @param workedMostlyMs the same: p50
  /// @param reached what its status line says of limits; empty if nothing
  /// @param said the lines of its decisions
  record Look(
      double servedMs,
      double workedMs,
      double workedMostlyMs,
      double workedMaxMs,
      double busy,
      int rows,
      long dropped,
      String reached,
      List<String> said) {

    /// How many of its lines have this in them.
    long lines(String part) {
      return said.stream().filter(line -> line.contains(part)).count();
    }

    String brief() {
      return String.format(
          Locale.ROOT,
          "served p99 %.1f ms; worked p99 %.1f ms, max %.1f; busy %.0f %%; %d rows; %d lines; %s",
          servedMs,
          workedMs,
          workedMaxMs,
          100 * busy,
          rows,
          said.size(),
          reached);
    }
  }

  private final Program window;
  private final int port;
  private final int relayPort;

  /// @param limits those that are shipped, or low ones that a busy machine reaches
  Attacked(Path folder, Limits limits) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      relayPort = free.getLocalPort();
    }
    window =
        Launch.shipped()
            .main("dev.meshscope.bench.WindowHost")
            .jvm(
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-Djava.awt.headless=true",
                "-Djava.util.logging.config.file=src/test/resources/logging.properties")
            .start(
                folder.toString(),
                "ws://127.0.0.1:" + relayPort,
                String.valueOf(limits.framesPerSecond()),
                String.valueOf(limits.failuresPerSecond()));
    port = window.port();
  }

  int port() {
    return port;
  }

  /// Watches it for so long.
  Look look(int seconds) {
    int mark = window.mark();
    window.write(String.valueOf(seconds));
    JsonNode told = window.event(mark, PATIENCE, "looked");
    return new Look(
        told.path("servedP99Ms").asDouble(),
        told.path("workedP99Ms").asDouble(),
        told.path("workedP50Ms").asDouble(),
        told.path("workedMaxMs").asDouble(),
        told.path("busy").asDouble(),
        told.path("rows").asInt(),
        told.path("dropped").asLong(),
        told.path("reached").asString(),
        told.path("said").valueStream().map(JsonNode::asString).toList());
  }

  /// Ten healthy peers, and so many that say as much as they can; `more` goes to the script. It
  /// prints its first line when those begin.
  Program peers(int flooders, String... more) {
    return script(
        "message_flood.py",
        Stream.concat(
            Stream.of(
                String.valueOf(port),
                "--pid",
                String.valueOf(window.process().pid()),
                "--flooders",
                String.valueOf(flooders)),
            Stream.of(more)));
  }

  /// The relay that its node was told of, which does harm.
  Program relay(String how, int seconds) {
    return script(
        "raw_relay.py",
        Stream.of(
            String.valueOf(relayPort),
            "--node",
            String.valueOf(port),
            "--pid",
            String.valueOf(window.process().pid()),
            "--how",
            how,
            "--seconds",
            String.valueOf(seconds),
            "--healthy",
            "0",
            "--round-trip",
            "0",
            "--core",
            "0"));
  }

  private static Program script(String name, Stream<String> arguments) {
    return Python.script(name, arguments.toList());
  }

  @Override
  public void close() {
    window.close();
  }
}
