package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.ELSEWHERE;
import static dev.meshscope.core.table.Driver.LARGER;
import static dev.meshscope.core.table.Driver.SMALLER;
import static dev.meshscope.core.table.Driver.THERE;
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

/// Ask before dialling, too (DESIGN 3): no announcement moves a link that answers.
class AnnouncementTest {

  private static final Endpoint SPOOFED = new Endpoint("10.0.0.66", 7777);
  private static final Endpoint ON_THE_LAN = new Endpoint("192.168.1.5", 6000);

  private final Driver node = new Driver();

  @Test
  void anAnnouncementElsewhereIsNeverDialledWhileTheLinkAnswers() {
    TransportId link = node.accept(raw(LARGER));
    node.pong(link);
    node.until(1_000);
    lan(LARGER, SPOOFED);
    answerUntil(link, 600_000);

    assertThat(dials()).isEmpty();
    assertThat(judged()).containsExactly("1000 asking", "1000 announced-elsewhere");
    assertThat(node.incumbent(LARGER)).isEqualTo(link);
  }

  @Test
  void norIsOneOfManyInTurnEachToldOnce() {
    TransportId link = node.dialled(LARGER, THERE, 7);
    node.greet(link, raw(LARGER));
    node.pong(link);
    for (int i = 1; i <= 20; i++) {
      answerUntil(link, i * 500L);
      lan(LARGER, i % 2 == 0 ? SPOOFED : new Endpoint(THERE.host(), THERE.port()));
    }

    assertThat(dials()).hasSize(1);
    assertThat(judged()).filteredOn(said -> said.endsWith("announced-elsewhere")).hasSize(1);
  }

  @Test
  void aLinkThatDoesNotAnswerIsNotAskedForever() {
    TransportId link = node.accept(raw(LARGER));
    node.pong(link);
    node.until(1_000);
    lan(LARGER, SPOOFED);
    node.until(1_600);

    assertThat(dials()).containsExactly("1500 link-silent");
    assertThat(node.told(MeshEvent.Dialled.class).getFirst().endpoint()).isEqualTo(SPOOFED);
  }

  @Test
  void aRestartedPeerThatDialledUsFirstIsNotDialledWhenItsAnnouncementComes() {
    lan(LARGER, new Endpoint("127.0.0.1", 6000));
    node.until(1_000);
    node.ended(node.sent(Effect.Dial.class).getLast().id(), CloseReason.RESET);
    TransportId theirs = node.accept(raw(LARGER));
    node.pong(theirs);
    answerUntil(theirs, 3_000);
    lan(LARGER, new Endpoint("127.0.0.1", 6001));
    answerUntil(theirs, 60_000);

    assertThat(dials()).hasSize(1);
    assertThat(judged()).endsWith("3000 asking", "3000 link-answers");
  }

  @Test
  void anOlderLifeThatIsContinuedDoesNotSwingTheSlot() {
    TransportId newer = node.dialled(LARGER, ELSEWHERE, 8);
    node.greet(newer, raw(LARGER));
    node.pong(newer);
    for (int i = 1; i <= 20; i++) {
      answerUntil(newer, i * 2_500L);
      node.sight(LARGER, i % 2 == 0 ? ELSEWHERE : THERE, i % 2 == 0 ? 8 : 7);
      answerUntil(newer, i * 2_500L + 100);
    }

    assertThat(dials()).hasSize(1);
    assertThat(node.incumbent(LARGER)).isEqualTo(newer);
  }

  @Test
  void aRefusedNewcomersHandshakeSettlesNothing() {
    TransportId link = node.dialled(LARGER, THERE, 7);
    node.greet(link, raw(LARGER));
    node.pong(link);
    node.until(1_000);
    node.sight(LARGER, ELSEWHERE, 8);
    // Not the life that is announced: an older one, refused.
    TransportId refused = node.accept(raw(LARGER));
    node.pong(link);
    node.pong(link);
    assertThat(node.closed(refused)).isEqualTo(CloseReason.REFUSED);
    node.ended(link, CloseReason.RESET);

    assertThat(node.sent(Effect.Dial.class).getLast().endpoint()).isEqualTo(ELSEWHERE);
  }

  @Test
  void whoMayDialUsByItselfIsGivenAMoment() {
    node.take(new Input.LanTold(new LanState.On(List.of(), 0, 0, null)));
    node.sight(LARGER, THERE, 7);
    node.until(1_499);
    assertThat(dials()).isEmpty();
    node.until(1_500);

    assertThat(dials()).containsExactly("1500 discovered");
    assertThat(judged()).containsExactly("0 may-dial-us", "1500 discovered");
  }

  @Test
  void whoMayDialUsIsGivenTheMomentWhileTheLanIsBeingJoinedToo() {
    node.take(new Input.LanTold(new LanState.Joining()));
    node.sight(LARGER, THERE, 7);
    node.until(1_499);
    assertThat(dials()).isEmpty();
    node.until(1_500);

    assertThat(dials()).containsExactly("1500 discovered");
  }

  @Test
  void whoDialsUsWithinTheMomentIsNotDialled() {
    node.take(new Input.LanTold(new LanState.On(List.of(), 0, 0, null)));
    node.sight(LARGER, THERE, 7);
    node.until(900);
    node.pong(node.accept(raw(LARGER)));
    node.until(5_000);

    assertThat(dials()).isEmpty();
  }

  @Test
  void theLargerIdDialsFromTheRegistryTooOnceItHasWaitedInVain() {
    node.sight(SMALLER, THERE, 7);
    node.until(4_999);
    assertThat(dials()).isEmpty();
    node.until(5_000);

    assertThat(dials()).containsExactly("5000 fallback");
  }

  @Test
  void theRegistryAndTheLanTogetherMakeOneDial() {
    node.sight(SMALLER, new Endpoint("127.0.0.1", 6000), 7);
    lan(SMALLER, ON_THE_LAN);
    node.take(
        new Input.LanTold(
            new LanState.On(
                List.of(
                    new LanState.Network(
                        "eth0", "192.168.1.5", 1, 1, 1, 0, new LanState.Echo.NotHeard())),
                0,
                0,
                null)));
    node.until(5_100);

    assertThat(dials()).containsExactly("5000 fallback");
  }

  @Test
  void aDialWhoseHandshakeIsNotAnsweredIsMadeAnewAndOnceMore() {
    TransportId mute = node.dialled(LARGER, THERE, 7);
    node.until(3_100);
    assertThat(node.closed(mute)).isEqualTo(CloseReason.REMOTE_CANNOT_SEND);
    assertThat(dials()).containsExactly("0 discovered", "3100 heal");
    TransportId second = node.sent(Effect.Dial.class).getLast().id();
    node.connected(second);
    node.until(6_200);
    assertThat(node.closed(second)).isEqualTo(CloseReason.REMOTE_CANNOT_SEND);
    assertThat(dials()).containsExactly("0 discovered", "3100 heal", "6200 heal");
    TransportId third = node.sent(Effect.Dial.class).getLast().id();
    node.connected(third);
    node.until(16_199);
    assertThat(dials()).hasSize(3);
    node.until(16_200);

    assertThat(node.closed(third)).isEqualTo(CloseReason.HANDSHAKE_TIMEOUT);
  }

  @Test
  void aNewLifeIsANewReasonToHeal() {
    mute(node.dialled(LARGER, THERE, 7));
    node.until(3_000);
    TransportId healed = node.sent(Effect.Dial.class).getLast().id();
    node.connected(healed);
    node.greet(healed, raw(LARGER));
    node.pong(healed);
    node.until(15_000);
    node.ended(healed, CloseReason.REMOTE_CLOSED);
    node.sight(LARGER, ELSEWHERE, 8);
    TransportId again = node.sent(Effect.Dial.class).getLast().id();
    node.connected(again);
    node.greet(again, raw(LARGER));
    node.until(18_100);

    assertThat(node.closed(again)).isEqualTo(CloseReason.REMOTE_CANNOT_SEND);
  }

  @Test
  void whoIsOfAnotherGroupIsLeftAloneUntilItIsAnnouncedAnew() {
    TransportId id = node.dialled(LARGER, THERE, 7);
    Group other = new Group("other");
    node.greet(id, Driver.handshake(LARGER, Driver.key(LARGER), "1.1.0", other, null));
    node.until(600_000);

    assertThat(dials()).hasSize(1);
    assertThat(node.told(MeshEvent.Closed.class))
        .extracting(MeshEvent.Closed::peer, MeshEvent.Closed::reason)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(LARGER, CloseReason.GROUP_MISMATCH));
    assertThat(judged()).endsWith("0 left-alone");
    node.sight(LARGER, THERE, 8);
    assertThat(dials()).hasSize(2);
  }

  @Test
  void aPingThatWasOutAlreadyIsTheProbeWhenTheAnnouncedLifeComes() {
    TransportId zombie = node.dialled(LARGER, THERE, 7);
    node.greet(zombie, raw(LARGER));
    node.pong(zombie);
    node.until(2_000);
    node.sight(LARGER, ELSEWHERE, 8);
    node.until(2_500);
    TransportId dial = node.sent(Effect.Dial.class).getLast().id();
    node.connected(dial);
    node.greet(dial, raw(LARGER));
    node.until(2_600);

    assertThat(node.incumbent(LARGER)).isEqualTo(dial);
  }

  /// It says its handshake and nothing ever after.
  private void mute(TransportId id) {
    node.greet(id, raw(LARGER));
  }

  private void lan(NodeId who, Endpoint... where) {
    node.take(
        new Input.Sighted(new Sighting(who, new NodeName("peer"), Source.LAN, List.of(where), 0)));
  }

  /// Lets time pass; every ping on this link is answered at once.
  private void answerUntil(TransportId link, long millis) {
    answer(link);
    for (long now = TimeUnit.NANOSECONDS.toMillis(node.nowNs - Driver.ms(0));
        now < millis;
        now += 100) {
      node.until(Math.min(millis, now + 100));
      answer(link);
    }
  }

  private void answer(TransportId link) {
    while (!node.transport(link).pulse().roundTrips().outstanding().isEmpty()) {
      node.pong(link);
    }
  }

  /// Each dial as `milliseconds cause`.
  private List<String> dials() {
    return node.told(MeshEvent.Dialled.class).stream()
        .map(dialled -> millis(dialled.atNs()) + " " + dialled.cause())
        .toList();
  }

  private List<String> judged() {
    return node.told(MeshEvent.DialJudged.class).stream()
        .map(told -> millis(told.atNs()) + " " + told.verdict().reason().id())
        .toList();
  }

  private static long millis(long atNs) {
    return TimeUnit.NANOSECONDS.toMillis(atNs - Driver.ms(0));
  }
}
