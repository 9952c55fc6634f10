package dev.meshscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabAgainTest {
  @Test
  void whatIsGivenToAProgramIsNotTold() {
    assertThat(LabRunCommand.masked("TOKEN=secret=x", true)).isEqualTo("TOKEN=***");
    assertThat(LabRunCommand.masked("--peer-env=TOKEN=secret", false))
        .isEqualTo("--peer-env=TOKEN=***");
    assertThat(LabRunCommand.masked("--report=r.md", false)).isEqualTo("--report=r.md");
    assertThat(LabRunCommand.masked("--peer-env", false)).isEqualTo("--peer-env");
  }
}
