package dev.meshscope.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A number is worth something only if the steps do what they are named for.
class StepBenchTest {

  private final StepBench bench = new StepBench();

  @BeforeEach
  void threeAreLive() {
    bench.peers = 3;
    bench.fill();
  }

  private static List<State> states(PeerTable table) {
    return table.transports().values().stream().map(Transport::state).sorted().toList();
  }

  @Test
  void whoJoinsIsLive() {
    assertThat(states(bench.join())).hasSize(4).containsOnly(State.LIVE);
  }

  @Test
  void oneOfOursIsLiveAndProven() {
    PeerTable table = bench.joinOfOurs();

    assertThat(states(table)).hasSize(4).containsOnly(State.LIVE);
    assertThat(table.transports().values())
        .filteredOn(transport -> transport.greeting().proven())
        .hasSize(1);
  }

  @Test
  void aPongIsARoundTrip() {
    assertThat(bench.pong().transports().values())
        .allMatch(transport -> transport.pulse().roundTrips().outstanding().isEmpty());
  }

  @Test
  void aProbeThatIsAnsweredRefusesTheSecond() {
    PeerTable table = bench.probe();

    assertThat(states(table)).hasSize(3).containsOnly(State.LIVE);
    assertThat(table.nextTransport().value()).isEqualTo(5);
    assertThat(table.peers().values())
        .allMatch(peer -> peer.direct().challenge() == null)
        .filteredOn(peer -> !peer.past().ended().isEmpty())
        .hasSize(1);
  }
}
