package dev.meshscope.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static String shown(String... words) {
    return Secrets.command(List.of(words));
  }

  @Test
  void ofAProgramItsNameIsKept() {
    assertThat(shown("run", "--peer-command", "node agent.js --token s3cret"))
        .isEqualTo("run --peer-command 'node ***'");
    assertThat(shown("--survivor-command=\"my program\" s3cret"))
        .isEqualTo("'--survivor-command=my program ***'");
    assertThat(shown("--peer-command", "agent")).isEqualTo("--peer-command agent");
    assertThat(shown("--peer-command", "an 'open quote s3cret")).isEqualTo("--peer-command ***");
  }

  @Test
  void ofAVariableItsNameIsKept() {
    assertThat(shown("--peer-env", "TOKEN=s3cret=x")).isEqualTo("--peer-env TOKEN=***");
    assertThat(shown("--peer-env=TOKEN=s3cret\nmore")).isEqualTo("--peer-env=TOKEN=***");
    assertThat(shown("--peer-env", "s3cret")).isEqualTo("--peer-env ***");
  }

  @Test
  void ofARelayNeitherTheQueryNorTheCallerIsShown() {
    assertThat(shown("--relay", "wss://me:s3cret@host:1/way?token=s3cret"))
        .isEqualTo("--relay wss://***@host:1/way?***");
    assertThat(shown("--relay=wss://host/#s3cret")).isEqualTo("--relay=wss://host/?***");
    assertThat(shown("--relay", "wss://host/way")).isEqualTo("--relay wss://host/way");
  }

  @Test
  void whatIsNoSecretStaysAsItIs() {
    assertThat(shown("lab", "run", "--report=r.md", "--seed", "1", "a file.yaml"))
        .isEqualTo("lab run --report=r.md --seed 1 'a file.yaml'");
  }
}
