package dev.meshscope.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.TwoHosts;
import dev.meshscope.outside.TwoHosts.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever announces made-up nodes on the LAN does not make us knock at other people's doors: a
/// node on one host, announcements and the third party on the other, by a client of another
/// language. Needs root.
@Tag("proof")
class LanReflectorIT {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Path SCRIPT = Path.of("src/test/scripts/spoof_lan.py");
  private static final String VICTIM = "40124";
  private static final int SECONDS = 6;

  /// Two dials at once at one address; where they are in vain it rests for 1, 2 and 4 s.
  private static final int A_HANDFUL = 12;

  private static final Pattern CAME = Pattern.compile("(\\d+) connections");

  @TempDir private Path folder;
  private TwoHosts hosts;

  @BeforeEach
  void hosts() {
    Optional<String> missing = TwoHosts.missing();
    missing.ifPresent(why -> System.err.println("LanReflectorIT is skipped: " + why + "."));
    assumeThat(missing).isEmpty();
    assumeThat(Files.isExecutable(PYTHON)).as("python3 is there").isTrue();
    hosts = new TwoHosts();
  }

  @AfterEach
  void end() {
    if (hosts != null) {
      hosts.close();
    }
  }

  @Test
  void tenThousandMadeUpIdsAtOneDoorMakeAHandfulOfConnections() throws Exception {
    try (Program node = node()) {
      assertThat(connections("--ids", "10000", "--rate", "2000")).isBetween(1, A_HANDFUL);
      assertThat(dialled(node)).containsOnly(hosts.address(Host.RIGHT) + ":" + VICTIM);
    }
  }

  @Test
  void aHundredMadeUpIdsAtOneDoorMakeNoMore() throws Exception {
    try (Program node = node()) {
      assertThat(connections("--ids", "100")).isBetween(1, A_HANDFUL);
      assertThat(dialled(node)).containsOnly(hosts.address(Host.RIGHT) + ":" + VICTIM);
    }
  }

  /// Of a network of four addresses two are its machines'.
  @Test
  void addressesOfNobodyHereAreNotDialledAtAll() throws Exception {
    String network = hosts.address(Host.RIGHT).replaceFirst("\\d+$", "");
    String nobodys =
        String.join(
            ",",
            network + "0",
            network + "3",
            "255.255.255.255",
            "224.0.0.1",
            "239.1.2.3",
            "0.0.0.0",
            "127.0.0.1",
            "198.51.100.7",
            hosts.address(Host.RIGHT));
    try (Program node = node()) {
      assertThat(connections("--ids", "90", "--at", nobodys)).isBetween(1, A_HANDFUL);
      assertThat(dialled(node)).containsOnly(hosts.address(Host.RIGHT) + ":" + VICTIM);
    }
  }

  private Program node() {
    Program node =
        hosts
            .at(Host.LEFT, Launch.program())
            .keeping("started", "lan-changed", "dialled")
            .node(folder.resolve("node"), "--lan");
    node.line(
        Duration.ofSeconds(30),
        line -> line.contains("lan-changed") && line.contains("\"state\":\"on\""));
    return node;
  }

  private static List<String> dialled(Program node) {
    return node.lines().stream()
        .filter(line -> line.contains("\"event\":\"dialled\""))
        .map(line -> line.replaceFirst(".*\"address\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  /// How often somebody came to the third party.
  private int connections(String... options) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    PYTHON.toString(),
                    SCRIPT.toString(),
                    hosts.address(Host.RIGHT),
                    "--port",
                    VICTIM,
                    "--seconds",
                    String.valueOf(SECONDS)),
                Stream.of(options))
            .toList();
    Path said = folder.resolve("said");
    Process script =
        hosts
            .on(Host.RIGHT, command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(script.waitFor(SECONDS + 30, TimeUnit.SECONDS)).isTrue();
    } finally {
      script.destroyForcibly();
    }
    Matcher came = CAME.matcher(Files.readString(said));
    assertThat(came.find()).as(Files.readString(said)).isTrue();
    return Integer.parseInt(came.group(1));
  }
}
