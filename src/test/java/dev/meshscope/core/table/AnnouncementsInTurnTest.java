package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.ELSEWHERE;
import static dev.meshscope.core.table.Driver.LARGER;
import static dev.meshscope.core.table.Driver.SMALLER;
import static dev.meshscope.core.table.Driver.THERE;
import static dev.meshscope.core.table.Driver.own;
import static dev.meshscope.core.table.Driver.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Announcements that take turns, lie or pile up: they cost little, and keep nobody away.
class AnnouncementsInTurnTest {
  private static final Endpoint A = new Endpoint("192.168.1.5", 6000);
  private static final Endpoint B = new Endpoint("192.168.1.6", 6000);
  private final Driver node = new Driver();

  @Test
  void announcementsFromTheLanDoNotKeepUsFromDiallingThePeerInTheRegistry() {
    node.take(new Input.LanTold(new LanState.On(List.of(), 0, 0, null)));
    node.sight(LARGER, THERE, 7);
    for (int i = 1; i <= 60; i++) {
      node.until(i * 1_000L);
      lan(LARGER, i % 2 == 0 ? A : B);
    }
    assertThat(dials()).as("dials in a minute").isNotEmpty();
  }

  @Test
  void twoLivesThatTakeTurnsInTheRegistryDoNotPostponeTheFallbackForEver() {
    for (int i = 0; i <= 24; i++) {
      node.until(i * 2_500L);
      node.sight(SMALLER, i % 2 == 0 ? THERE : ELSEWHERE, i % 2 == 0 ? 7 : 8);
    }
    assertThat(dials()).as("dials in a minute").isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 1_000, 1_300, 1_600, 3_000})
  void whoIsAnnouncedInTurnsIsDialledAsSoonAsItHasHadItsMoment(int periodMs) {
    long startNs = node.nowNs;
    node.take(new Input.LanTold(new LanState.On(List.of(), 0, 0, null)));
    for (int at = 0; at <= 12_000; at += periodMs) {
      node.until(at);
      lan(LARGER, at / periodMs % 2 == 0 ? A : B);
    }
    MeshEvent.Dialled first =
        node.told(MeshEvent.Dialled.class).stream()
            .filter(dialled -> dialled.endpoint().equals(A))
            .findFirst()
            .orElseThrow();
    // 1.5 s, and then until it is announced there again.
    assertThat(TimeUnit.NANOSECONDS.toMillis(first.atNs() - startNs))
        .isBetween(1_500L, 1_500L + 2L * periodMs);
  }

  @Test
  void anotherAddressIsStillDialledWhereOneLeadsToAnotherGroup() {
    lan(LARGER, A, B);
    TransportId first = node.sent(Effect.Dial.class).getLast().id();
    node.connected(first);
    node.greet(
        first, Driver.handshake(LARGER, Driver.key(LARGER), "1.1.0", new Group("other"), null));
    refuseUntil(10_000);
    int before = node.sent(Effect.Dial.class).size();
    refuseUntil(600_000);
    assertThat(node.sent(Effect.Dial.class).size()).as("dials later").isGreaterThan(before);
  }

  @Test
  void announcementsThatTakeTurnsMakeNoStormOfDials() {
    TransportId link = node.accept(own(LARGER, 1, 1));
    node.prove(link);
    node.until(20_000);
    node.ended(link, CloseReason.REMOTE_CLOSED);
    for (int i = 1; i <= 400; i++) {
      node.until(20_000 + i * 250L);
      lan(LARGER, i % 2 == 0 ? A : B);
      refuse();
    }
    assertThat(dials()).as("dials in 100 s").hasSizeLessThan(40);
  }

  @Test
  void announcementsDoNotRepeatTheHeal() {
    node.sight(LARGER, THERE, 7);
    for (int now = 0; now <= 120_000; now += 100) {
      node.until(now);
      if (now % 5_000 == 2_000) {
        lan(LARGER, now % 10_000 == 2_000 ? A : B);
      }
      // Whoever answers there greets, and answers no ping.
      for (Transport one : List.copyOf(node.table.transports().values())) {
        if (one.state() == State.CONNECTING) {
          node.connected(one.id());
          node.greet(one.id(), raw(LARGER));
        }
      }
    }
    assertThat(node.told(MeshEvent.RemoteCannotSend.class)).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void aHealDialsWhereTheMuteLinkLed() {
    TransportId link = node.dialled(LARGER, A, 7);
    node.greet(link, raw(LARGER));
    node.take(new Input.Unsighted(LARGER, Source.LOOPBACK));
    lan(LARGER, A);
    lan(LARGER, new Endpoint("10.0.0.66", 7777));
    node.until(3_100);
    assertThat(node.sent(Effect.Dial.class).getLast().endpoint()).isEqualTo(A);
  }

  @Test
  void whomIsForgottenWhileItsReplacedLinkDrainsHasLeft() {
    TransportId old = node.accept(own(LARGER, 1, 1));
    node.prove(old);
    node.until(5_000);
    TransportId fresh = node.accept(own(LARGER, 2, 1));
    node.prove(fresh);
    node.ended(fresh, CloseReason.RESET);
    node.take(new Input.ForgetWanted(LARGER));
    assertThat(node.told(MeshEvent.Joined.class)).hasSize(1);
    assertThat(node.told(MeshEvent.Left.class)).hasSize(1);
  }

  @Test
  void aKeptAddressIsNotDialledWhileThePeerBehindItIs() {
    node.take(new Input.DialWanted(THERE));
    TransportId link = node.sent(Effect.Dial.class).getLast().id();
    node.connected(link);
    node.greet(link, raw(LARGER));
    node.pong(link);
    node.sight(LARGER, THERE, 7);
    node.pong(link);
    for (int s = 1; s <= 12; s++) {
      node.until(s * 1_000L);
      while (!node.transport(link).pulse().roundTrips().outstanding().isEmpty()) {
        node.pong(link);
      }
    }
    node.ended(link, CloseReason.REMOTE_CLOSED);
    node.until(12_100);
    assertThat(dials()).as("dials after the loss: %s", dials()).hasSize(2);
  }

  private void refuseUntil(long millis) {
    for (long now = millis(node.nowNs); now < millis; now += 50) {
      node.until(now + 50);
      refuse();
    }
  }

  private void refuse() {
    for (Transport one : List.copyOf(node.table.transports().values())) {
      if (one.state() == State.CONNECTING) {
        node.ended(one.id(), CloseReason.DIAL_FAILED);
      }
    }
  }

  private void lan(NodeId who, Endpoint... where) {
    node.take(
        new Input.Sighted(new Sighting(who, new NodeName("peer"), Source.LAN, List.of(where), 0)));
  }

  private List<String> dials() {
    return node.told(MeshEvent.Dialled.class).stream()
        .map(one -> millis(one.atNs()) + " " + one.cause() + " " + one.endpoint())
        .toList();
  }

  private static long millis(long atNs) {
    return TimeUnit.NANOSECONDS.toMillis(atNs - Driver.ms(0));
  }
}
