package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.ELSEWHERE;
import static dev.meshscope.core.table.Driver.LARGER;
import static dev.meshscope.core.table.Driver.SMALLER;
import static dev.meshscope.core.table.Driver.THERE;
import static dev.meshscope.core.table.Driver.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What is said of the next dial is what is done.
class DialVerdictTest {

  private static final Endpoint RELAY = new Endpoint("relay.example", 443);

  private final Driver node = new Driver();

  @Test
  void whoIsNotSeenIsNotDialled() {
    node.accept(raw(LARGER));

    assertThat(plan(LARGER, Source.LOOPBACK)).isEmpty();
  }

  @Test
  void theSmallerIdDialsUsByItself() {
    node.sight(SMALLER, THERE, 7);

    assertThat(plan(SMALLER, Source.LOOPBACK)).contains("wait their-turn 5000");
  }

  @Test
  void aDialThatIsOutIsUnderWay() {
    node.sight(LARGER, THERE, 7);

    assertThat(plan(LARGER, Source.LOOPBACK)).contains("leave under-way 0");
  }

  @Test
  void afterAFailureTheNextDialGoesOutWhenThePlanSaysSo() {
    node.sight(LARGER, THERE, 7);
    node.ended(new TransportId(1), CloseReason.DIAL_FAILED);
    DialVerdict verdict = verdict(LARGER, Source.LOOPBACK).orElseThrow();
    long atNs = node.nowNs + verdict.waitNs();

    node.until(5_000);

    assertThat(verdict.evidence().endpoint()).isEqualTo(THERE);
    assertThat(verdict.reason()).isEqualTo(DialVerdict.Reason.RESTING);
    assertThat(node.told(MeshEvent.Dialled.class).getLast().atNs()).isEqualTo(atNs);
  }

  @Test
  void ofSeveralAddressesThePlanNamesTheOneThatIsNext() {
    lan(LARGER, THERE, ELSEWHERE);
    node.until(1_500);
    node.ended(new TransportId(1), CloseReason.DIAL_FAILED);
    node.ended(new TransportId(2), CloseReason.DIAL_FAILED);
    Endpoint next = verdict(LARGER, Source.LAN).orElseThrow().evidence().endpoint();

    node.until(5_000);

    assertThat(node.sent(Effect.Dial.class).get(2).endpoint()).isEqualTo(next);
  }

  @Test
  void onTheLanTheLargerIdTellsWhenItsPatienceEnds() {
    lan(SMALLER, THERE);

    assertThat(plan(SMALLER, Source.LAN)).contains("wait their-turn 5000");
  }

  @Test
  void nothingIsPlannedThroughARelayThatIsNotOpen() {
    relay(LARGER);
    assertThat(plan(LARGER, Source.RELAY)).isEmpty();

    node.take(new Input.RelayTold(new RelayState.Open("wss://relay.example", node.nowNs, 1)));
    relay(LARGER);
    assertThat(plan(LARGER, Source.RELAY)).contains("leave under-way 0");
  }

  private Optional<DialVerdict> verdict(NodeId who, Source source) {
    return node.table.dialVerdict(node.peer(who), source, node.nowNs);
  }

  /// The verdict as `decision reason milliseconds`.
  private Optional<String> plan(NodeId who, Source source) {
    return verdict(who, source)
        .map(
            one ->
                one.decision().id()
                    + " "
                    + one.reason().id()
                    + " "
                    + TimeUnit.NANOSECONDS.toMillis(one.waitNs()));
  }

  private void lan(NodeId who, Endpoint... where) {
    node.take(
        new Input.Sighted(new Sighting(who, new NodeName("peer"), Source.LAN, List.of(where), 0)));
  }

  private void relay(NodeId who) {
    node.take(
        new Input.Sighted(
            new Sighting(who, new NodeName("peer"), Source.RELAY, List.of(RELAY), 0)));
  }
}
