package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.ELSEWHERE;
import static dev.meshscope.core.table.Driver.LARGER;
import static dev.meshscope.core.table.Driver.SMALLER;
import static dev.meshscope.core.table.Driver.THERE;
import static dev.meshscope.core.table.Driver.own;
import static dev.meshscope.core.table.Driver.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Who is dialled, and when again (PROTOCOL 3 and 5).
class DiallingTest {

  private final Driver node = new Driver();

  @Test
  void anAddressThatIsOurOwnIsDialledOnce() {
    node.take(new Input.DialWanted(THERE));
    TransportId dial = node.sent(Effect.Dial.class).getLast().id();
    node.connected(dial);
    TransportId otherEnd = node.table.nextTransport();
    node.take(
        new Input.Accepted(otherEnd, Kind.DIRECT, THERE, Driver.HERE, new Nonce("0".repeat(32))));
    node.greet(otherEnd, raw(Driver.SELF));
    node.ended(dial, CloseReason.REMOTE_CLOSED);
    node.until(120_000);

    assertThat(node.closed(otherEnd)).isEqualTo(CloseReason.OWN_NODE_ID);
    assertThat(dials()).hasSize(1);
    assertThat(node.table.targets()).isEmpty();
  }

  @Test
  void theSmallerNodeIdDials() {
    node.sight(LARGER, THERE, 7);

    assertThat(node.sent(Effect.Dial.class))
        .containsExactly(new Effect.Dial(new TransportId(1), THERE));
    assertThat(dials()).containsExactly("0 discovered 1");
    assertThat(node.told(MeshEvent.Discovered.class)).hasSize(1);
  }

  @Test
  void whoHasConnectedFromThereAndNotSaidWhoItIsMayBeThePeer() {
    TransportId atTheDoor = node.accept();
    node.sight(LARGER, THERE, 7);
    node.until(200);
    node.greet(atTheDoor, raw(LARGER));
    node.pong(atTheDoor);
    node.until(10_000);

    assertThat(node.sent(Effect.Dial.class)).isEmpty();
  }

  @Test
  void whoWasAtTheDoorAndIsSomebodyElseCostsHalfASecond() {
    TransportId atTheDoor = node.accept();
    node.sight(LARGER, THERE, 7);
    node.greet(atTheDoor, raw(SMALLER));
    node.until(10_000);

    assertThat(dials()).containsExactly("500 discovered 1");
  }

  @Test
  void whoIsSomebodyElseAndYetToProveItIsNotAtTheDoor() {
    node.accept(own(SMALLER, 1, 1, 1L));
    node.sight(LARGER, THERE, 7);

    assertThat(dials()).containsExactly("0 discovered 1");
  }

  @Test
  void whoSaysNothingAtTheDoorKeepsUsFromNobodyForLong() {
    node.accept();
    node.sight(LARGER, THERE, 7);
    node.until(600);

    assertThat(dials()).containsExactly("500 discovered 1");
  }

  @Test
  void theLargerNodeIdWaits() {
    node.sight(SMALLER, THERE, 7);

    assertThat(dials()).isEmpty();
    assertThat(node.peer(SMALLER).sighting()).isNotNull();
    assertThat(node.peer(SMALLER).present()).isFalse();
  }

  @Test
  void ourOwnEntryIsNobody() {
    node.sight(Driver.SELF, THERE, 7);

    assertThat(node.events).isEmpty();
    assertThat(node.effects).isEmpty();
  }

  @Test
  void aPeerThatIsSeenAgainWhileTheDialIsUnderWayIsNotDialledTwice() {
    node.sight(LARGER, THERE, 7);
    node.sight(LARGER, THERE, 7);
    TransportId id = node.sent(Effect.Dial.class).getFirst().id();
    node.connected(id);
    node.sight(LARGER, THERE, 7);

    assertThat(dials()).hasSize(1);
  }

  @Test
  void aConnectedPeerThatIsSeenAgainUnchangedIsLeftAlone() {
    live(LARGER);
    node.until(9_000);
    node.sight(LARGER, THERE, 7);

    assertThat(dials()).hasSize(1);
    assertThat(node.told(MeshEvent.Discovered.class)).hasSize(1);
  }

  @Test
  void anotherPortMeansAnotherLifeAndIsDialledWhenTheLinkDoesNotAnswer() {
    live(LARGER);
    node.until(1_000);
    node.sight(LARGER, ELSEWHERE, 7);
    node.until(2_000);

    assertThat(dials()).containsExactly("0 discovered 1", "1500 link-silent 1");
    assertThat(node.sent(Effect.Dial.class).getLast().endpoint()).isEqualTo(ELSEWHERE);
  }

  @Test
  void anotherProcessMeansAnotherLifeAndIsDialledWhenTheLinkDoesNotAnswer() {
    live(LARGER);
    node.until(1_000);
    node.sight(LARGER, THERE, 8);
    node.until(2_000);

    assertThat(dials()).containsExactly("0 discovered 1", "1500 link-silent 1");
  }

  @Test
  void aNewLifeOfASmallerPeerIsNotOursToDial() {
    node.accept(raw(SMALLER));
    node.sight(SMALLER, THERE, 7);
    node.sight(SMALLER, ELSEWHERE, 8);

    assertThat(dials()).isEmpty();
  }

  @Test
  void aPeerThatCameInBeforeItWasSeenIsNotDialled() {
    node.accept(raw(LARGER));
    node.sight(LARGER, THERE, 7);

    assertThat(dials()).isEmpty();
  }

  @Test
  void aFailedDialIsTriedAgainWithFullJitterBelowOneTwoFourSecondsAndSoOnUpToThirty() {
    node.sight(LARGER, THERE, 7);
    List<Long> pauses = new ArrayList<>();
    for (int dial = 1; dial <= 60; dial++) {
      long failed = node.nowNs;
      node.ended(node.sent(Effect.Dial.class).getLast().id(), CloseReason.DIAL_FAILED);
      for (int ms = 0; node.sent(Effect.Dial.class).size() == dial && ms <= 31_000; ms += 10) {
        node.until(TimeUnit.NANOSECONDS.toMillis(failed - Driver.ms(0)) + ms);
      }
      pauses.add(TimeUnit.NANOSECONDS.toMillis(node.nowNs - failed));
      long most = Math.min(30_000, 1_000L << Math.min(dial - 1, 5)) + 20;
      assertThat(pauses.getLast()).as("after %d failures", dial).isBetween(100L, most);
    }

    assertThat(pauses.subList(6, 60)).anyMatch(pause -> pause < 10_000);
    assertThat(pauses.subList(6, 60)).anyMatch(pause -> pause > 20_000);
    assertThat(pauses).doesNotHaveDuplicates();
  }

  @Test
  void aNewLifeIsDialledAtOnceHoweverOftenTheOldOneFailed() {
    node.sight(LARGER, THERE, 7);
    node.ended(new TransportId(1), CloseReason.DIAL_FAILED);
    node.until(10);
    node.sight(LARGER, ELSEWHERE, 8);

    assertThat(dials()).containsExactly("0 discovered 1", "10 discovered 1");
  }

  @Test
  void aConnectionThatStoodForTenSecondsEndsTheRowOfFailures() {
    TransportId id = node.dialled(LARGER, THERE, 7);
    node.ended(id, CloseReason.DIAL_FAILED);
    node.until(1_100);
    TransportId second = node.sent(Effect.Dial.class).getLast().id();
    node.connected(second);
    node.greet(second, raw(LARGER));
    node.pong(second);
    node.until(10_000);
    node.pong(second);
    node.until(12_000);
    node.ended(second, CloseReason.RESET);

    assertThat(dials().getLast()).isEqualTo("12000 discovered 1");
    assertThat(node.peer(LARGER).lastFailure().error()).isEqualTo(Cause.none());
  }

  @Test
  void whoGreetsAndHangsUpIsNotDialledEverySecondForEver() {
    node.sight(LARGER, THERE, 7);
    for (int second = 0; second <= 120; second++) {
      node.until(second * 1_000L);
      TransportId last = node.sent(Effect.Dial.class).getLast().id();
      if (node.table.transport(last).isPresent()) {
        node.connected(last);
        node.greet(last, raw(LARGER));
        node.pong(last);
        node.ended(last, CloseReason.REMOTE_CLOSED);
      }
    }

    assertThat(dials().size()).isBetween(5, 25);
    assertThat(node.peer(LARGER).lastFailure().error())
        .isEqualTo(Cause.of(CloseReason.REMOTE_CLOSED));
  }

  @Test
  void aPeerWhoseHeartbeatDiedIsDialledAgainAtOnce() {
    TransportId id = node.dialled(LARGER, THERE, 7);
    node.greet(id, raw(LARGER));
    node.pong(id);
    node.until(120_000);

    assertThat(node.closed(id)).isEqualTo(CloseReason.HEARTBEAT_TIMEOUT);
    assertThat(dials()).containsExactly("0 discovered 1", "120000 discovered 1");
  }

  @Test
  void aDialThatNobodyTakesEndsAfterTenSeconds() {
    node.sight(LARGER, THERE, 7);
    node.until(9_999);
    assertThat(node.told(MeshEvent.Closed.class)).isEmpty();
    node.until(10_000);

    assertThat(node.closed(new TransportId(1))).isEqualTo(CloseReason.DIAL_FAILED);
    assertThat(node.sent(Effect.Close.class)).containsExactly(new Effect.Close(new TransportId(1)));
  }

  @Test
  void aPeerThatIsNoLongerSeenIsForgottenTenMinutesAfterItLeft() {
    TransportId id = node.accept(raw(SMALLER));
    node.sight(SMALLER, THERE, 7);
    node.ended(id, CloseReason.REMOTE_CLOSED);
    node.until(4_000);
    node.take(new Input.Unsighted(SMALLER, Source.LOOPBACK));
    node.take(new Input.Unsighted(SMALLER, Source.LOOPBACK));
    node.until(599_000);
    node.take(new Input.Swept());
    assertThat(node.table.peer(SMALLER)).isPresent();
    node.until(601_000);
    node.take(new Input.Swept());

    assertThat(node.told(MeshEvent.Undiscovered.class)).hasSize(1);
    assertThat(node.told(MeshEvent.Forgotten.class)).hasSize(1);
    assertThat(node.table.peers()).isEmpty();
    assertThat(node.table.pinned()).containsKey(SMALLER);
  }

  // Addresses the user gave.

  @Test
  void anAddressIsKeptConnected() {
    node.take(new Input.DialWanted(THERE));
    node.take(new Input.DialWanted(THERE));
    assertThat(dials()).containsExactly("0 address 1");
    node.ended(new TransportId(1), CloseReason.DIAL_FAILED);
    node.until(1_100);
    TransportId second = node.sent(Effect.Dial.class).getLast().id();
    node.connected(second);
    node.greet(second, raw(LARGER));
    node.pong(second);
    node.until(10_000);
    node.pong(second);
    node.until(12_000);
    node.ended(second, CloseReason.RESET);
    node.until(12_001);

    assertThat(dials()).hasSize(3).endsWith("12000 address 1");
  }

  @Test
  void anAddressWhosePeerHangsUpAfterItsHandshakeIsLeftInPeace() {
    node.take(new Input.DialWanted(THERE));
    for (int second = 0; second <= 120; second++) {
      node.until(second * 1_000L);
      TransportId last = node.sent(Effect.Dial.class).getLast().id();
      if (node.table.transport(last).isPresent()) {
        node.connected(last);
        node.greet(last, raw(LARGER));
        node.pong(last);
        node.ended(last, CloseReason.REMOTE_CLOSED);
      }
    }

    assertThat(dials().size()).isBetween(5, 25);
  }

  // The LAN.

  @Test
  void onTheLanTheLargerDialsFiveSecondsAfterTheSmallerHasNot() {
    lan(SMALLER, THERE);
    node.until(4_999);
    assertThat(dials()).isEmpty();
    node.until(5_000);

    assertThat(dials()).containsExactly("5000 fallback 1");
  }

  @Test
  void onTheLanTheLargerDoesNotDialWhoHasDialled() {
    lan(SMALLER, THERE);
    node.until(1_000);
    node.pong(node.accept(raw(SMALLER)));
    node.until(9_000);
    lan(SMALLER, THERE);

    assertThat(dials()).isEmpty();
  }

  @Test
  void ofSeveralAddressesTheOneThatFailedLeastIsDialled() {
    lan(LARGER, THERE, ELSEWHERE);
    node.until(1_500);
    node.ended(new TransportId(1), CloseReason.DIAL_FAILED);

    assertThat(node.sent(Effect.Dial.class))
        .extracting(Effect.Dial::endpoint)
        .containsExactly(THERE, ELSEWHERE);
  }

  @Test
  void whoIsConnectedThroughTheRegistryIsNotDialledAgainWhenTheLanSeesItToo() {
    live(LARGER);
    lan(LARGER, ELSEWHERE);

    assertThat(dials()).hasSize(1);
  }

  @Test
  void anAddressThatGoesMakesNoNewLife() {
    lan(LARGER, THERE, ELSEWHERE);
    node.until(1_500);
    TransportId id = new TransportId(1);
    node.connected(id);
    node.greet(id, raw(LARGER));
    node.pong(id);
    lan(LARGER, ELSEWHERE);

    assertThat(dials()).hasSize(1);
  }

  private void lan(NodeId who, Endpoint... where) {
    node.take(
        new Input.Sighted(new Sighting(who, new NodeName("peer"), Source.LAN, List.of(where), 0)));
  }

  @Test
  void anAddressWhosePeerIsThereByAnotherWayIsNotDialled() {
    node.take(new Input.DialWanted(THERE));
    TransportId first = new TransportId(1);
    node.connected(first);
    node.greet(first, raw(LARGER));
    node.pong(first);
    TransportId theirs = node.accept(raw(LARGER));
    node.ended(first, CloseReason.RESET);
    for (int second = 1; second <= 60; second++) {
      node.until(second * 1_000L);
      node.pong(theirs);
    }
    assertThat(dials()).hasSize(1);
    node.ended(theirs, CloseReason.REMOTE_CLOSED);
    node.until(66_000);

    assertThat(dials()).hasSize(2);
  }

  @Test
  void afterTheEndNothingIsDialledAnyMore() {
    node.take(new Input.DialWanted(THERE));
    node.accept(raw(SMALLER));
    node.take(new Input.StopWanted());
    node.until(600_000);

    assertThat(node.table.transports()).isEmpty();
    assertThat(node.told(MeshEvent.Closed.class))
        .extracting(MeshEvent.Closed::reason)
        .containsExactly(CloseReason.SHUTDOWN, CloseReason.SHUTDOWN);
    assertThat(dials()).hasSize(1);
  }

  private void live(NodeId who) {
    TransportId id = node.dialled(who, new Endpoint(THERE.host(), THERE.port()), 7);
    node.greet(id, raw(who));
    node.pong(id);
  }

  /// Each dial as `milliseconds cause attempt`.
  private List<String> dials() {
    List<String> dials = new ArrayList<>();
    for (MeshEvent.Dialled dialled : node.told(MeshEvent.Dialled.class)) {
      long millis = TimeUnit.NANOSECONDS.toMillis(dialled.atNs() - Driver.ms(0));
      dials.add(millis + " " + dialled.cause() + " " + dialled.attempt());
    }
    return dials;
  }
}
