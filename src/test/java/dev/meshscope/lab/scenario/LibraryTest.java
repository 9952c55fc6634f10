package dev.meshscope.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshscope.core.judge.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LibraryTest {

  static List<String> names() {
    return Library.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aBuiltInScenarioSaysWhatItDoesShowsAndHow(String name) throws ScenarioException {
    Scenario scenario = Library.find(name);

    assertThat(scenario.name()).isEqualTo(name);
    assertThat(scenario.title()).isNotBlank();
    assertThat(scenario.does()).endsWith(".").doesNotContain("\n");
    assertThat(scenario.shows()).endsWith(".");
    assertThat(scenario.how()).endsWith(".");
    assertThat(scenario.limits()).isNotEmpty();
    assertThat(scenario.lanes()).isNotEmpty();
  }

  @Test
  void theBarOfDeadButEstablishedIsInItsFile() throws ScenarioException {
    Scenario scenario = Library.find("dead-but-established");

    assertThat(scenario.lanes())
        .containsExactly(
            new Lane(Rule.CLOSED_FLAG, PeerKind.RAW),
            new Lane(Rule.LAST_SEEN, PeerKind.RAW),
            new Lane(Rule.PROBE, PeerKind.RAW),
            new Lane(Rule.PROBE, PeerKind.MESHSCOPE));
    assertThat(scenario.limits(new Lane(Rule.PROBE, PeerKind.RAW)))
        .extracting(Limit::words)
        .containsExactly("recovered: all", "recovery p95: at most 2s");
    assertThat(scenario.limits(new Lane(Rule.PROBE, PeerKind.MESHSCOPE)))
        .extracting(Limit::words)
        .containsExactly("recovered: all", "recovery p95: at most 300ms");
  }

  /// Whoever does not dial waits for the survivor's next dial, which is not due for long.
  @ParameterizedTest
  @MethodSource("names")
  void whereARuleLetsInOnlyAfterATimeThePeerDialsAgainAndAgain(String name)
      throws ScenarioException {
    Scenario scenario = Library.find(name);

    if (scenario.recovers()
        && scenario.lanes().stream().anyMatch(lane -> lane.policy() == Rule.LAST_SEEN)) {
      assertThat(scenario.dials()).isEqualTo(Scenario.Dials.PEER);
    }
  }

  @Test
  void aProgramOfTheUsersIsMeasuredAsARawPeer() throws ScenarioException {
    Scenario scenario = Library.find("dead-but-established");

    assertThat(scenario.limits(new Lane(Rule.PROBE, PeerKind.COMMAND)))
        .isEqualTo(scenario.limits(new Lane(Rule.PROBE, PeerKind.RAW)));
  }

  @Test
  void whatIsNeitherBuiltInNorAFileIsToldInOneSentence() {
    assertThatThrownBy(() -> Library.find("dead-but-establisched"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("\"dead-but-establisched\"")
        .hasMessageContaining("dead-but-established")
        .hasMessageEndingWith(".");
    assertThatThrownBy(() -> Library.find("\0")).isInstanceOf(ScenarioException.class);
  }
}
