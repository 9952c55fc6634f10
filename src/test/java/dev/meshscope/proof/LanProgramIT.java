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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two hosts of a LAN, a node on each, and nothing that tells them of each other but the LAN. Needs
/// root.
class LanProgramIT {
  private static final String SMALLER = "10000000-0000-7000-8000-000000000001";
  private static final String LARGER = "90000000-0000-7000-8000-000000000009";
  private static final Duration SOON = Duration.ofSeconds(30);

  /// As Linux writes port 5353, that of multicast DNS, in its tables.
  private static final String MDNS = ":14E9";

  /// As Linux writes 127.0.0.1.
  private static final String LOOPBACK = "0100007F:";

  /// Where a node listens that cannot dial.
  private static final int TAKEN = 40_123;

  /// Of a socket that listens.
  private static final String LISTEN = " 0A ";

  @TempDir private Path folder;
  private final List<Program> programs = new ArrayList<>();
  private TwoHosts hosts;

  @BeforeEach
  void hosts() {
    Optional<String> missing = TwoHosts.missing();
    missing.ifPresent(why -> System.err.println("LanProgramIT is skipped: " + why + "."));
    assumeThat(missing).isEmpty();
    hosts = new TwoHosts();
  }

  @AfterEach
  void end() {
    programs.forEach(Program::close);
    if (hosts != null) {
      hosts.close();
    }
  }

  private Program node(Host host, String id, String... more) {
    List<String> options = new ArrayList<>(List.of("--node-id", id));
    options.addAll(List.of(more));
    Program started =
        hosts
            .at(host, Launch.program())
            .node(folder.resolve(host.name()), options.toArray(String[]::new));
    programs.add(started);
    return started;
  }

  @Test
  void theyMeetAndOneThatIsKilledIsFoundAtItsNewPort() {
    Program survivor = node(Host.LEFT, LARGER, "--lan");
    Program peer = node(Host.RIGHT, SMALLER, "--lan");
    survivor.event(0, SOON, "joined");
    peer.event(0, SOON, "joined");
    assertThat(survivor.event(0, SOON, "discovered").path("source").asString()).isEqualTo("lan");
    int before = peer.port();

    int mark = survivor.mark();
    peer.kill();
    Program again = node(Host.RIGHT, SMALLER, "--lan");

    assertThat(again.port()).isNotEqualTo(before);
    again.event(0, SOON, "joined");
    survivor.event(mark, SOON, e -> Program.is(e, "live") && of(e, SMALLER));
    survivor.event(mark, SOON, e -> Program.is(e, "discovered") && at(e, again.port()));
  }

  @Test
  void whereTheSmallerCannotDialTheLargerDoes() {
    hosts.cannotDial(Host.RIGHT, TAKEN);
    Program larger = node(Host.LEFT, LARGER, "--lan");
    Program smaller = node(Host.RIGHT, SMALLER, "--lan", "--port", Integer.toString(TAKEN));

    JsonNode failed = smaller.event(0, SOON, e -> closed(e, "dial-failed"));
    assertThat(failed.path("direction").asString()).isEqualTo("outbound");
    JsonNode found = larger.event(0, SOON, "discovered");
    JsonNode dialled = larger.event(0, SOON, "dialled");
    larger.event(0, SOON, "joined");
    smaller.event(0, SOON, "joined");

    assertThat(dialled.path("cause").asString()).isEqualTo("fallback");
    assertThat(Duration.between(time(found), time(dialled)))
        .isBetween(Duration.ofMillis(4_900), Duration.ofSeconds(8));
    // The only connection between them is the one that the larger made.
    assertThat(larger.table().path("peers").path(0).path("transports"))
        .singleElement()
        .satisfies(only -> assertThat(only.path("direction").asString()).isEqualTo("outbound"));
  }

  @Test
  void whoDoesNotJoinTheLanIsNotThere() throws IOException {
    Program alone = node(Host.LEFT, LARGER);
    Program other = node(Host.RIGHT, SMALLER, "--lan");
    alone.port();
    JsonNode heard =
        other.event(0, SOON, e -> Program.is(e, "lan-changed") && state(e).equals("on"));
    assertThat(heard).isNotNull();

    assertThat(table(other, "udp", MDNS)).isNotEmpty();
    assertThat(table(alone, "udp", MDNS)).isEmpty();
    assertThat(table(alone, "tcp", LISTEN)).isNotEmpty().allMatch(line -> line.contains(LOOPBACK));
    assertThat(table(other, "tcp", LISTEN)).anyMatch(line -> !line.contains(LOOPBACK));
    assertThat(other.table().path("peers")).isEmpty();
  }

  private static boolean closed(JsonNode event, String reason) {
    return Program.is(event, "closed") && event.path("reason").asString().equals(reason);
  }

  private static Instant time(JsonNode event) {
    return Instant.parse(event.path("time").asString());
  }

  private static boolean of(JsonNode event, String peer) {
    return event.path("peer").asString().equals(peer);
  }

  private static boolean at(JsonNode event, int port) {
    return event.path("address").asString().endsWith(":" + port);
  }

  private static String state(JsonNode event) {
    return event.path("state").asString();
  }

  /// The lines with this text in the kernel's tables of the program's host, IPv4 and IPv6.
  private static List<String> table(Program program, String protocol, String text)
      throws IOException {
    List<String> lines = new ArrayList<>();
    for (String table : List.of(protocol, protocol + "6")) {
      Path file = Path.of("/proc", "" + program.process().pid(), "net", table);
      if (Files.exists(file)) {
        Files.readAllLines(file).stream().filter(l -> l.contains(text)).forEach(lines::add);
      }
    }
    return lines;
  }
}
