package dev.meshscope.cli;

import static dev.meshscope.cli.LabRun.LONG;
import static dev.meshscope.cli.LabRun.SOON;
import static dev.meshscope.cli.LabRun.left;
import static dev.meshscope.cli.LabRun.run;
import static dev.meshscope.cli.LabRun.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.outside.Program;
import dev.meshscope.relay.TestRelay;
import java.nio.file.Files;
import java.nio.file.Path;
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
  @TempDir Path dir;

  @Test
  void whereAllLimitsHoldTheStatusIsZeroAndEveryReportIsWritten() throws Exception {
    Path markdown = dir.resolve("r.md");
    Path json = dir.resolve("r.json");
    Path xml = dir.resolve("r.xml");
    try (Program lab =
        run(
            dir,
            scenario(dir, "100ms", "recovered: all"),
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
    assertThat(left(dir)).isEmpty();
  }

  @Test
  void whereALimitDoesNotHoldTheStatusIsOne() throws Exception {
    Path xml = dir.resolve("r.xml");
    try (Program lab =
        run(
            dir,
            scenario(dir, "100ms", "start to live max: at most 1ms"),
            "--report",
            xml.toString())) {
      assertThat(lab.exit(LONG)).as(lab.said()).isEqualTo(1);
    }
    assertThat(Files.readString(xml)).contains("<failure");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-scenario", "relay-and-lan"})
  void whatCannotBeRunIsToldInOneSentenceWithStatusTwo(String name) throws Exception {
    try (Program lab = run(dir, name)) {
      assertThat(lab.exit(SOON)).isEqualTo(2);
      assertThat(lab.said()).contains(name).doesNotContain("\tat ");
    }
  }

  @Test
  void aRuleMeansNothingToASurvivorThatIsNoMeshscope() throws Exception {
    try (Program lab =
        run(dir, "clean-stop", "--policy", "probe", "--survivor-command", "no-such-program")) {
      assertThat(lab.exit(SOON)).isEqualTo(2);
      assertThat(lab.said()).contains("--policy").doesNotContain("\tat ");
    }
  }

  @Test
  void thePeerStaysOnTheRelayWhileTheDirectWayIsDead() throws Exception {
    try (TestRelay relay = TestRelay.start();
        Program lab =
            run(dir, "relay-and-lan", "--rounds", "1", "--relay", relay.url().toString())) {
      assertThat(lab.exit(LONG)).as(lab.said()).isZero();
      assertThat(relay.routed()).isPositive();
    }
  }

  @Test
  void whatIsRefusedIsAllThatIsSaid() throws Exception {
    try (Program lab = run(dir, "dual-dial", "--peer-command", "no-such-program")) {
      assertThat(lab.exit(SOON)).isEqualTo(2);
      assertThat(lab.said().lines()).singleElement().asString().contains("cannot take a program");
    }
  }

  @Test
  void aSurvivorThatHearsAndCannotAnswerIsCalledHalfDead() throws Exception {
    Path json = dir.resolve("r.json");
    Path markdown = dir.resolve("r.md");
    try (Program lab =
        run(
            dir,
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
}
