package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.lab.run.RunPlan;
import dev.meshscope.lab.scenario.Library;
import dev.meshscope.lab.scenario.Scenario;
import dev.meshscope.lab.scenario.ScenarioFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabProgressTest {

  @Test
  void aScenariosTitleCannotSteerTheTerminal() throws Exception {
    String file =
        Library.find("kill-relaunch")
            .text()
            .replaceFirst("(?m)^title:.*$", "title: \"\\\\e[2J\\\\u202ex\"");
    Scenario scenario = ScenarioFile.parse("x.yaml", file);
    assertThat(scenario.title()).isEqualTo("\u001b[2J\u202ex");
    StringWriter said = new StringWriter();
    new LabProgress(new PrintWriter(said))
        .begin(
            new RunPlan(
                scenario, List.of(), 1, 2, 3, Duration.ZERO, null, null, false, null, null, ""),
            List.of("a remark\u0007"));

    assertThat(said.toString().lines())
        .containsExactly("\\u001b[2J\\u202ex: 2 rounds each of ; seed 3", "a remark\\u0007");
  }
}
