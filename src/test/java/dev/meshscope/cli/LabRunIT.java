package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.meshscope.lab.apart.OwnNetwork;
import dev.meshscope.lab.process.Marks;
import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.relay.TestRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `meshscope lab run` from outside: what it leaves, and with which status it ends.
class LabRunIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String SCENARIO =
      """
      title: Killed and started again
      does: The peer is killed and a new life of it started.
      shows: Whether it comes back.
      how: SIGKILL.
      rounds: 1
      nodes:
        survivor: {is: meshscope}
        peer: {is: meshscope}
      trials:
        - {peer: meshscope, policy: probe}
      steps:
        - start: [survivor, peer]
        - expect: live
          within: 20s
        - wait: %s
        - kill: peer
        - relaunch: peer
        - expect: back
          within: 20s
      limits:
        - %s
      """;

  @TempDir Path dir;

  private Program run(String... more) throws IOException {
    String temporary = Files.createDirectories(dir.resolve("tmp")).toString();
    List<String> arguments = new java.util.ArrayList<>(List.of("lab", "run"));
    arguments.addAll(List.of(more));
    return Launch.program()
        .jvm("-Djava.io.tmpdir=" + temporary)
        .start(arguments.toArray(String[]::new));
  }

  private String scenario(String wait, String limit) throws IOException {
    Path file = dir.resolve("scenario.yaml");
    return Files.writeString(file, SCENARIO.formatted(wait, limit)).toString();
  }

  @Test
  void whereAllLimitsHoldTheStatusIsZeroAndEveryReportIsWritten() throws Exception {
    Path markdown = dir.resolve("r.md");
    Path json = dir.resolve("r.json");
    Path xml = dir.resolve("r.xml");
    try (Program lab =
        run(
            scenario("100ms", "recovered: all"),
            "--report",
            markdown + "," + json + "," + xml,
            "--seed",
            "1")) {
      assertThat(lab.exit(LONG)).as(lab.said()).isZero();
    }
    assertThat(Files.readString(markdown)).contains("1 of 1");
    JsonNode report = JsonMapper.shared().readTree(json);
    assertThat(report.path("seed").asLong()).isEqualTo(1);
    assertThat(report.path("command").asString()).startsWith("meshscope lab run /");
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(xml.toFile())
            .getDocumentElement();
    assertThat(suite.getElementsByTagName("testcase").getLength()).isPositive();
    assertThat(suite.getElementsByTagName("failure").getLength()).isZero();
    assertThat(left()).isEmpty();
  }

  @Test
  void whereALimitDoesNotHoldTheStatusIsOne() throws Exception {
    Path xml = dir.resolve("r.xml");
    try (Program lab =
        run(scenario("100ms", "start to live max: at most 1ms"), "--report", xml.toString())) {
      assertThat(lab.exit(LONG)).as(lab.said()).isEqualTo(1);
    }
    assertThat(Files.readString(xml)).contains("<failure");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-scenario", "relay-and-lan"})
  void whatCannotBeRunIsToldInOneSentenceWithStatusTwo(String name) throws Exception {
    try (Program lab = run(name)) {
      assertThat(lab.exit(SOON)).isEqualTo(2);
      assertThat(lab.said()).contains(name).doesNotContain("\tat ");
    }
  }

  @Test
  void aRuleMeansNothingToASurvivorThatIsNoMeshscope() throws Exception {
    try (Program lab =
        run("clean-stop", "--policy", "probe", "--survivor-command", "no-such-program")) {
      assertThat(lab.exit(SOON)).isEqualTo(2);
      assertThat(lab.said()).contains("--policy").doesNotContain("\tat ");
    }
  }

  @Test
  void thePeerStaysOnTheRelayWhileTheDirectWayIsDead() throws Exception {
    try (TestRelay relay = TestRelay.start();
        Program lab = run("relay-and-lan", "--rounds", "1", "--relay", relay.url().toString())) {
      assertThat(lab.exit(LONG)).as(lab.said()).isZero();
      assertThat(relay.routed()).isPositive();
    }
  }

  @Test
  void ofANewLifeThatDoesNotComeUpItIsToldHowFarItCame() throws Exception {
    assumeThat(Files.isExecutable(Path.of("/bin/sh"))).as("there is a shell").isTrue();
    Path program = dir.resolve("once.sh");
    Files.writeString(
        program,
        """
        if [ -e "$HOME/been" ]; then echo "Error: port in use" >&2; echo "v1" >&2; exit 5; fi
        touch "$HOME/been"
        exec "$@"
        """);
    Path markdown = dir.resolve("r.md");
    long begun = System.nanoTime();
    try (Program lab =
        run(
            scenario("100ms", "recovered: none"),
            "--peer-command",
            "/bin/sh " + program + " " + ownPeer(),
            "--report",
            markdown.toString())) {
      lab.exit(LONG);
      assertThat(Files.readString(markdown))
          .as(lab.said())
          .contains("not recovered; peer #2 wrote no registry record")
          .contains("its process has ended with status 5; it last said \"Error: port in use\"");
    }
    // The scenario would wait 20 s for it.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
  }

  @Test
  void anOldLifeThatDoesNotEndWhenAskedIsNamed() throws Exception {
    assumeThat(Files.isExecutable(Path.of("/bin/sh"))).as("there is a shell").isTrue();
    Path program = Files.writeString(dir.resolve("deaf.sh"), "trap '' TERM; exec \"$@\"\n");
    Path file = Path.of(scenario("100ms", "unmet: none"));
    Files.writeString(file, Files.readString(file).replace("kill: peer", "stop: peer"));
    try (Program lab =
        run(file.toString(), "--peer-command", "/bin/sh " + program + " " + ownPeer())) {
      lab.exit(LONG);
      assertThat(lab.said()).contains("peer #1 was asked to end and still runs");
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void whatIsRefusedIsAllThatIsSaid() throws Exception {
    try (Program lab = run("dual-dial", "--peer-command", "no-such-program")) {
      assertThat(lab.exit(SOON)).isEqualTo(2);
      assertThat(lab.said().lines()).singleElement().asString().contains("cannot take a program");
    }
  }

  /// A command line as a user's: this program, with what it finds in its home.
  private static String ownPeer() {
    return "\"%s\" -cp \"%s\" dev.meshscope.Main peer"
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void whatCameToItsEndBeforeTheRunWasEndedIsReported(String signal) throws Exception {
    assumeThat(Files.isExecutable(Path.of("/bin/kill"))).as("signals can be sent").isTrue();
    Path json = dir.resolve("r.json");
    try (Program lab =
        run(scenario("100ms", "recovered: all"), "--rounds", "50", "--report", json.toString())) {
      long end = System.nanoTime() + LONG.toNanos();
      while (!lab.said().contains("2 of 50") && System.nanoTime() < end) {
        lab.process().onExit().completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join();
      }
      new ProcessBuilder("/bin/kill", "-" + signal, String.valueOf(lab.process().pid()))
          .start()
          .waitFor();

      assertThat(lab.exit(SOON)).isEqualTo(signal.equals("INT") ? 130 : 143);
      assertThat(lab.lines()).anyMatch(line -> line.contains("(ended early)"));
    }
    JsonNode report = JsonMapper.shared().readTree(json);
    assertThat(report.path("cancelled").asBoolean()).isTrue();
    assertThat(report.path("rounds").size()).isBetween(2, 49);
    awaitNothingLeft();
  }

  /// Ctrl-C, the service manager's way, and the way that no program hears of.
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "KILL"})
  void whoeverEndsItInTheMiddleNothingIsLeft(String signal) throws Exception {
    assumeThat(Files.isExecutable(Path.of("/bin/kill"))).as("signals can be sent").isTrue();
    try (Program lab = run(scenario("60s", "recovered: all"), "--pause", "200ms")) {
      long end = System.nanoTime() + LONG.toNanos();
      // The guardian, the survivor and the peer.
      while (lab.process().descendants().count() < 3 && System.nanoTime() < end) {
        lab.process().onExit().completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join();
      }
      List<ProcessHandle> started = lab.process().descendants().toList();
      assertThat(started).hasSizeGreaterThanOrEqualTo(3);
      assertThat(left()).isNotEmpty();

      new ProcessBuilder("/bin/kill", "-" + signal, String.valueOf(lab.process().pid()))
          .start()
          .waitFor();
      lab.process().onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);

      for (ProcessHandle process : started) {
        process.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
      }
    }
    awaitNothingLeft();
  }

  /// What a program starts in a session of its own leaves its process tree at once.
  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL"})
  void aDaemonOfAProgramEndsWithTheRun(String signal) throws Exception {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/setsid"))).as("there is setsid").isTrue();
    assumeThat(Marks.visible()).as("environments can be seen").isTrue();
    Path pid = dir.resolve("daemon.pid");
    Path program =
        Files.writeString(
            dir.resolve("daemon.sh"),
            "(setsid /bin/sh -c 'echo $$ > %s.new; mv %s.new %s; exec sleep 900' &)\nexec sleep 900\n"
                .formatted(pid, pid, pid));
    try (Program lab =
        run(scenario("60s", "recovered: all"), "--peer-command", "/bin/sh " + program)) {
      long end = System.nanoTime() + LONG.toNanos();
      while (!Files.exists(pid) && System.nanoTime() < end) {
        lab.process().onExit().completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join();
      }
      ProcessHandle daemon =
          ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

      new ProcessBuilder("/bin/kill", "-" + signal, String.valueOf(lab.process().pid()))
          .start()
          .waitFor();

      daemon.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
    awaitNothingLeft();
  }

  @Test
  void theLockOfTheFrozenLifeIsNoStateOfItsCopy() throws Exception {
    assumeThat(Files.isExecutable(Path.of("/bin/sh"))).as("there is a shell").isTrue();
    Path program =
        Files.writeString(
            dir.resolve("locked.sh"),
            """
            if [ -e "$HOME/lock.pid" ]; then echo "Error: it runs" >&2; exit 7; fi
            echo $$ > "$HOME/lock.pid"
            exec "$@"
            """);
    Path file = Path.of(scenario("100ms", "recovered: all"));
    Files.writeString(file, Files.readString(file).replace("kill: peer", "freeze: peer"));
    Path markdown = dir.resolve("r.md");
    try (Program lab =
        run(
            file.toString(),
            "--peer-command",
            "/bin/sh " + program + " " + ownPeer(),
            "--report",
            markdown.toString())) {
      assertThat(lab.exit(LONG)).as(lab.said()).isZero();
    }
    assertThat(Files.readString(markdown))
        .contains("left out of the state of peer #2, which is a copy")
        .contains("lock.pid (names its process)")
        .contains("--peer-command '/bin/sh ***'");
  }

  @Test
  void aSurvivorThatHearsAndCannotAnswerIsCalledHalfDead() throws Exception {
    Path json = dir.resolve("r.json");
    Path markdown = dir.resolve("r.md");
    try (Program lab =
        run(
            "dead-but-established",
            "--rounds",
            "1",
            "--seed",
            "1",
            "--peer",
            "raw",
            "--survivor",
            "d1",
            "--report",
            json + "," + markdown)) {
      assertThat(lab.exit(LONG)).as(lab.said()).isEqualTo(1);
      assertThat(lab.said()).contains("half-dead: the survivor hears and cannot answer");
    }
    JsonNode report = JsonMapper.shared().readTree(json);
    JsonNode round = report.path("rounds").path(0);
    assertThat(round.path("outcome").asString()).isEqualTo("half-dead");
    assertThat(round.path("halfDead").asString()).isEqualTo("survivor");
    assertThat(round.path("survivor").asString()).isEqualTo("d1");
    assertThat(round.has("policy")).isFalse();
    assertThat(Files.readString(markdown))
        .contains("0 of 1, 1 half-dead")
        .contains("D1 survivor, raw peer")
        .doesNotContain("probe, raw peer");
  }

  @Test
  void aProgramOfTheUsersHasANetworkOfItsOwnWhereThatCanBe() throws Exception {
    assumeThat(OwnNetwork.impossible()).as("networks can be had").isEmpty();
    Path seen = dir.resolve("network");
    Path program =
        Files.writeString(
            dir.resolve("apart.sh"),
            "readlink /proc/self/ns/net > %s\nexec \"$@\"\n".formatted(seen));
    Path json = dir.resolve("r.json");
    try (Program lab =
        run(
            scenario("100ms", "recovered: all"),
            "--peer-command",
            "/bin/sh " + program + " " + ownPeer(),
            "--report",
            json.toString())) {
      assertThat(lab.exit(LONG)).as(lab.said()).isZero();
    }
    assertThat(Files.readString(seen).strip())
        .startsWith("net:")
        .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString());
    assertThat(JsonMapper.shared().readTree(json).path("remarks").path(0).asString())
        .startsWith("Your program ran on a network of its own");
    awaitNothingLeft();
  }

  @Test
  void whereItIsToShareThisMachinesNetworkThatIsTold() throws Exception {
    Path markdown = dir.resolve("r.md");
    Path shared = Files.writeString(dir.resolve("shared.sh"), "exec \"$@\"\n");
    try (Program lab =
        run(
            scenario("100ms", "recovered: all"),
            "--share-network",
            "--survivor-command",
            "/bin/sh " + shared + " " + ownPeer(),
            "--report",
            markdown.toString())) {
      assertThat(lab.exit(LONG)).as(lab.said()).isZero();
      assertThat(lab.said()).contains("what it says by multicast reaches your LAN");
    }
    String report = Files.readString(markdown);
    assertThat(report)
        .contains("what it says by multicast reaches your LAN")
        .contains("your survivor, Meshscope peer")
        .doesNotContain("probe, Meshscope peer")
        .contains("survivor.out.txt");
    assertThat(dir.resolve("r-rounds/001-command-survivor-meshscope/survivor.out.txt")).exists();
  }

  @Test
  void onALanOfItsOwnAMeshscopeMeetsADeployedNodeThatKnowsNoRegistry() throws Exception {
    assumeThat(OwnNetwork.impossible()).as("networks can be had").isEmpty();
    Path file = Path.of(scenario("100ms", "unmet: none"));
    String met =
        Files.readString(file)
            .replace("peer: {is: meshscope}", "peer: {is: d10}")
            .replace("peer: meshscope, policy", "peer: d10, policy")
            .replace("nodes:", "meet: by-lan\nnodes:")
            .replaceAll("(?s)  - kill: peer.*(?=limits:)", "");
    Files.writeString(file, met);
    try (Program lab = run(file.toString())) {
      assertThat(lab.exit(LONG)).as(lab.said()).isZero();
    }
    awaitNothingLeft();
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> all = Files.list(dir.resolve("tmp"))) {
      return all.filter(file -> file.getFileName().toString().startsWith("meshscope")).toList();
    }
  }

  /// The guardian removes the folder after the last process; nobody waits for it.
  private void awaitNothingLeft() throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    while (!left().isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(left()).isEmpty();
  }
}
