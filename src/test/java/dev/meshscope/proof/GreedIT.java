package dev.meshscope.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Who stays within all limits and says as much as it may, by clients of another language: a node
/// with the options it is shipped with. How soon others are answered is told by the scripts and
/// held in full size only: here the machine is busy. All kinds, and for longer:
/// `-Dmeshscope.greed=full`.
@Tag("proof")
class GreedIT {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Path SCRIPTS = Path.of("src/test/scripts");
  private static final String NO_BAR = "0";
  private static final boolean FULL = "full".equals(System.getProperty("meshscope.greed"));

  @TempDir private Path folder;

  static Stream<Arguments> messages() {
    Stream<Arguments> always = Stream.of(Arguments.of("text", "1M"), Arguments.of("text", "200"));
    return FULL
        ? Stream.concat(
            always,
            Stream.of(
                Arguments.of("text", "300k"),
                Arguments.of("text", "16k"),
                Arguments.of("escaped", "1M"),
                Arguments.of("gossip", "300k")))
        : always;
  }

  static Stream<String> relays() {
    return FULL
        ? Stream.of("empty", "tiny", "pings", "asks", "flap", "rejoin", "strangers", "words")
        : Stream.of("empty", "flap");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void oneFastPeerFillsNoMemory(String kind, String size) throws Exception {
    try (Program node = Launch.shipped().keeping("started").node(folder)) {
      assertThat(
              script(
                  "message_flood.py",
                  List.of(
                      String.valueOf(node.port()),
                      "--pid",
                      String.valueOf(node.process().pid()),
                      "--kind",
                      kind,
                      "--size",
                      size,
                      "--seconds",
                      FULL ? "5" : "3",
                      "--rest",
                      "30",
                      "--round-trip",
                      NO_BAR)))
          .endsWith("all bounds kept\n");
    }
  }

  @ParameterizedTest
  @MethodSource("relays")
  void aRelayTakesNoCore(String how) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (Program node =
        Launch.shipped().keeping("started").node(folder, "--relay", "ws://127.0.0.1:" + port)) {
      script(
          "raw_relay.py",
          List.of(
              String.valueOf(port),
              "--node",
              String.valueOf(node.port()),
              "--pid",
              String.valueOf(node.process().pid()),
              "--how",
              how,
              "--seconds",
              FULL ? "8" : "3",
              "--core",
              "0.6",
              "--round-trip",
              NO_BAR));
    }
  }

  /// A node that has no memory left could hear and not answer.
  @Test
  void whoHasNoMemoryLeftEndsAndSaysWhy() throws Exception {
    try (Program node =
        Launch.shipped().jvm("-Xms18m", "-Xmx18m", "-Xmn8m").keeping("started").node(folder)) {
      new ProcessBuilder(
              PYTHON.toString(),
              SCRIPTS.resolve("message_flood.py").toString(),
              String.valueOf(node.port()),
              "--pid",
              String.valueOf(node.process().pid()),
              "--flooders",
              "5",
              "--seconds",
              "20")
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("said").toFile())
          .start()
          .waitFor(60, TimeUnit.SECONDS);

      assertThat(node.exit(Duration.ofSeconds(5))).isEqualTo(3);
      assertThat(node.said()).contains("Terminating due to java.lang.OutOfMemoryError");
    }
  }

  /// Runs a script that ends with 0; what it said.
  private String script(String name, List<String> arguments)
      throws IOException, InterruptedException {
    assumeThat(Files.isExecutable(PYTHON)).as("python3 is there").isTrue();
    List<String> command = new ArrayList<>();
    command.add(PYTHON.toString());
    command.add(SCRIPTS.resolve(name).toString());
    command.addAll(arguments);
    Path said = folder.resolve("said");
    Process script =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertThat(script.waitFor(90, TimeUnit.SECONDS)).as("%s ends", name).isTrue();
    } finally {
      script.destroyForcibly();
    }
    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(script.exitValue()).as(text).isZero();
    return text;
  }
}
