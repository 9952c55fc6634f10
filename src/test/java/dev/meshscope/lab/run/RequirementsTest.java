package dev.meshscope.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.lab.scenario.Library;
import dev.meshscope.lab.scenario.PeerKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsTest {
  private static final List<Lane> YOURS = List.of(new Lane(Rule.PROBE, PeerKind.COMMAND));
  private static final List<Lane> OURS = List.of(new Lane(Rule.PROBE, PeerKind.MESHSCOPE));

  @ParameterizedTest
  @ValueSource(strings = {"dual-dial", "black-hole", "identity-clone"})
  void whatCannotTakeAProgramOfTheUsersSaysSo(String name) throws Exception {
    assertThat(Requirements.foreign(Library.find(name), YOURS, false))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("\"" + name + "\" cannot take a program of yours: ")
                    .endsWith("."));
    assertThat(Requirements.foreign(Library.find(name), OURS, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "http://relay", "ws://", "not a url"})
  void whatIsNoUrlOfARelayIsRefusedInOneSentence(String url) {
    assertThat(Requirements.relay(url))
        .hasValueSatisfying(why -> assertThat(why).contains(url).endsWith("."));
    assertThat(Requirements.relay("wss://relay.example/mesh")).isEmpty();
  }

  @Test
  void theHomeOfAProgramIsTheLabsToSet() {
    assertThat(Requirements.variable(Stream.of("TOKEN", "HOME")))
        .hasValueSatisfying(why -> assertThat(why).startsWith("HOME ").endsWith("."));
    assertThat(Requirements.variable(Stream.of("TOKEN", "JAVA_TOOL_OPTIONS"))).isEmpty();
  }

  @Test
  void whereNobodyIsToldToDialAndNobodyIsCopiedItCan() throws Exception {
    assertThat(Requirements.foreign(Library.find("kill-relaunch"), YOURS, true)).isEmpty();
    assertThat(Requirements.foreign(Library.find("dual-dial"), OURS, true)).isPresent();
  }
}
