package dev.meshscope.cli;

import static dev.meshscope.cli.LabRun.LONG;
import static dev.meshscope.cli.LabRun.SOON;
import static dev.meshscope.cli.LabRun.awaitNothingLeft;
import static dev.meshscope.cli.LabRun.ownPeer;
import static dev.meshscope.cli.LabRun.run;
import static dev.meshscope.cli.LabRun.scenario;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.meshscope.lab.apart.OwnNetwork;
import dev.meshscope.outside.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// `meshscope lab run` with programs of the user's: what they see, and what is told of them.
class LabProgramsIT {
  @TempDir Path dir;

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
            dir,
            scenario(dir, "100ms", "recovered: none"),
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
    Path file = Path.of(scenario(dir, "100ms", "recovered: all"));
    Files.writeString(file, Files.readString(file).replace("kill: peer", "freeze: peer"));
    Path markdown = dir.resolve("r.md");
    try (Program lab =
        run(
            dir,
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
            dir,
            scenario(dir, "100ms", "recovered: all"),
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
    awaitNothingLeft(dir);
  }

  @Test
  void whereItIsToShareThisMachinesNetworkThatIsTold() throws Exception {
    Path markdown = dir.resolve("r.md");
    Path shared = Files.writeString(dir.resolve("shared.sh"), "exec \"$@\"\n");
    try (Program lab =
        run(
            dir,
            scenario(dir, "100ms", "recovered: all"),
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
    Path file = Path.of(scenario(dir, "100ms", "unmet: none"));
    String met =
        Files.readString(file)
            .replace("peer: {is: meshscope}", "peer: {is: d10}")
            .replace("peer: meshscope, policy", "peer: d10, policy")
            .replace("nodes:", "meet: by-lan\nnodes:")
            .replaceAll("(?s)  - kill: peer.*(?=limits:)", "");
    Files.writeString(file, met);
    try (Program lab = run(dir, file.toString())) {
      assertThat(lab.exit(LONG)).as(lab.said()).isZero();
    }
    awaitNothingLeft(dir);
  }
}
