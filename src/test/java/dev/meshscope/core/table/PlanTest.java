package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.ELSEWHERE;
import static dev.meshscope.core.table.Driver.LARGER;
import static dev.meshscope.core.table.Driver.SMALLER;
import static dev.meshscope.core.table.Driver.THERE;
import static dev.meshscope.core.table.Driver.raw;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

/// What is said of the next dial is what is done.
class PlanTest {

  private static final Endpoint RELAY = new Endpoint("relay.example", 443);

  private final Driver node = new Driver();

  @Test
  void whoIsNotSeenIsNotDialled() {
    node.accept(raw(LARGER));

    assertThat(plan(LARGER, Source.LOOPBACK)).isEqualTo(new Plan.Nothing());
  }

  @Test
  void theSmallerIdDialsUsByItself() {
    node.sight(SMALLER, THERE, 7);

    assertThat(plan(SMALLER, Source.LOOPBACK)).isEqualTo(new Plan.Theirs());
  }

  @Test
  void aDialThatIsOutIsUnderWay() {
    node.sight(LARGER, THERE, 7);

    assertThat(plan(LARGER, Source.LOOPBACK)).isEqualTo(new Plan.UnderWay());
  }

  @Test
  void afterAFailureTheNextDialGoesOutWhenThePlanSaysSo() {
    node.sight(LARGER, THERE, 7);
    node.ended(new TransportId(1), CloseReason.DIAL_FAILED);
    Plan.Ours plan = (Plan.Ours) plan(LARGER, Source.LOOPBACK);

    node.until(5_000);

    assertThat(plan.endpoint()).isEqualTo(THERE);
    assertThat(plan.cause()).isEqualTo("discovered");
    assertThat(node.told(MeshEvent.Dialled.class).getLast().atNs()).isEqualTo(plan.atNs());
  }

  @Test
  void ofSeveralAddressesThePlanNamesTheOneThatIsNext() {
    lan(LARGER, THERE, ELSEWHERE);
    node.ended(new TransportId(1), CloseReason.DIAL_FAILED);
    node.ended(new TransportId(2), CloseReason.DIAL_FAILED);
    Plan.Ours plan = (Plan.Ours) plan(LARGER, Source.LAN);

    node.until(5_000);

    assertThat(node.sent(Effect.Dial.class).get(2).endpoint()).isEqualTo(plan.endpoint());
  }

  @Test
  void onTheLanTheLargerIdTellsWhenItsPatienceEnds() {
    lan(SMALLER, THERE);

    assertThat(plan(SMALLER, Source.LAN))
        .isEqualTo(new Plan.Ours(THERE, Driver.ms(5_000), "fallback"));
  }

  @Test
  void nothingIsPlannedThroughARelayThatIsNotOpen() {
    relay(LARGER);
    assertThat(plan(LARGER, Source.RELAY)).isEqualTo(new Plan.Nothing());

    node.take(new Input.RelayTold(new RelayState.Open("wss://relay.example", node.nowNs, 1)));
    relay(LARGER);
    assertThat(plan(LARGER, Source.RELAY)).isEqualTo(new Plan.UnderWay());
  }

  private Plan plan(NodeId who, Source source) {
    return node.table.plan(node.peer(who), source);
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
