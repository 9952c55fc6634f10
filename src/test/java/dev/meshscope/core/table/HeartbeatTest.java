package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.LARGER;
import static dev.meshscope.core.table.Driver.SMALLER;
import static dev.meshscope.core.table.Driver.THERE;
import static dev.meshscope.core.table.Driver.own;
import static dev.meshscope.core.table.Driver.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.FrameCause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What is due when nothing comes in: heartbeat, healing, a clock that jumped (DESIGN 4).
class HeartbeatTest {

  private final Driver node = new Driver();

  @Test
  void aSilentDeployedPeerIsQuietAtTenSuspectAtThirtyAndDroppedAtAHundredAndTwentySeconds() {
    TransportId id = answering(raw(SMALLER));
    node.until(119_999);
    assertThat(states()).containsExactly("0 live", "10000 quiet", "30000 suspect");
    assertThat(node.pingsTo(id)).isEqualTo(1 + 11);
    node.until(120_000);

    assertThat(node.closed(id)).isEqualTo(CloseReason.HEARTBEAT_TIMEOUT);
    assertThat(node.told(MeshEvent.Left.class)).hasSize(1);
  }

  @Test
  void aSilentPeerOfOursIsQuietAtThreeSuspectAtNineAndDroppedAtTwelveSeconds() {
    TransportId id = answering(own(SMALLER, 1, 1, 1L));
    node.until(11_999);
    assertThat(states()).containsExactly("0 live", "3000 quiet", "9000 suspect");
    node.until(12_000);

    assertThat(node.closed(id)).isEqualTo(CloseReason.HEARTBEAT_TIMEOUT);
  }

  @Test
  void anyFrameIsASignOfLife() {
    TransportId id = answering(raw(SMALLER));
    node.until(10_500);
    node.hear(id, new Frame.Uninterpreted("mood"));
    node.until(40_500);
    node.take(new Input.Malformed(id, Cause.of(FrameCause.NOT_JSON), 3));

    assertThat(states())
        .containsExactly(
            "0 live", "10000 quiet", "10500 live", "20500 quiet", "40500 suspect", "40500 live");
  }

  @Test
  void aTransportThatIsHeardIsNotPinged() {
    TransportId id = answering(raw(SMALLER));
    for (int second = 1; second < 60; second++) {
      node.until(second * 1_000L);
      node.hear(id, new Frame.Ping());
    }

    assertThat(node.pingsTo(id)).isEqualTo(1);
    assertThat(states()).containsExactly("0 live");
  }

  @Test
  void everyRoundTripIsMeasured() {
    TransportId id = node.accept(raw(SMALLER));
    node.until(80);
    node.pong(id);
    node.take(new Input.PingWanted(id));
    node.until(96);
    node.pong(id);

    assertThat(node.transport(id).pulse().roundTrips())
        .isEqualTo(
            new RoundTrips(
                List.of(),
                millis(72),
                millis(16),
                millis(16),
                2,
                node.nowNs - millis(16),
                List.of()));
  }

  @Test
  void aPongThatNobodyAskedForMeasuresNothing() {
    TransportId id = answering(raw(SMALLER));
    node.pong(id);

    assertThat(node.told(MeshEvent.RoundTrip.class)).hasSize(1);
  }

  @Test
  void aSuspectTransportIsNotPreferredWhileABetterOneStands() {
    TransportId direct = answering(raw(SMALLER));
    node.until(29_000);
    TransportId relay = node.accept(Kind.RELAY, raw(SMALLER));
    assertThat(node.table.active(node.peer(SMALLER))).isEqualTo(node.transport(direct));
    node.until(30_000);

    assertThat(node.transport(direct).state()).isEqualTo(State.SUSPECT);
    assertThat(node.table.active(node.peer(SMALLER))).isEqualTo(node.transport(relay));
    node.ended(relay, CloseReason.RESET);
    assertThat(node.table.active(node.peer(SMALLER))).isEqualTo(node.transport(direct));
  }

  @Test
  void aPeerHasLeftOnlyWhenItsLastTransportIsGone() {
    TransportId direct = node.accept(raw(SMALLER));
    TransportId relay = node.accept(Kind.RELAY, raw(SMALLER));
    node.ended(direct, CloseReason.RESET);
    assertThat(node.told(MeshEvent.Left.class)).isEmpty();
    node.ended(relay, CloseReason.REMOTE_CLOSED);

    assertThat(node.told(MeshEvent.Left.class)).hasSize(1);
    assertThat(node.peer(SMALLER).past().ended())
        .extracting(Peer.Ended::reason)
        .containsExactly(CloseReason.RESET, CloseReason.REMOTE_CLOSED);
  }

  @Test
  void whatTheUserDropsIsClosed() {
    TransportId id = node.accept(raw(SMALLER));
    node.take(new Input.DropWanted(id));

    assertThat(node.closed(id)).isEqualTo(CloseReason.DROPPED_BY_USER);
    assertThat(node.sent(Effect.Close.class)).containsExactly(new Effect.Close(id));
  }

  // Healing.

  @Test
  void aPeerDoesNotLeaveWhileAnotherWayToItAnswers() {
    TransportId relay = node.accept(Kind.RELAY, raw(LARGER));
    node.pong(relay);
    TransportId direct = node.dialled(LARGER, THERE, 7);
    node.greet(direct, raw(LARGER));
    node.until(3_000);
    // That it once answered says nothing: it is asked.
    assertThat(node.pingsTo(relay)).isEqualTo(2);
    node.until(3_010);
    node.pong(relay);
    node.until(10_000);

    assertThat(node.closed(direct)).isEqualTo(CloseReason.REMOTE_CANNOT_SEND);
    assertThat(node.transport(relay).state()).isEqualTo(State.LIVE);
    assertThat(node.told(MeshEvent.RemoteCannotSend.class)).isEmpty();
    assertThat(node.told(MeshEvent.Left.class)).isEmpty();
    assertThat(node.told(MeshEvent.Joined.class)).hasSize(1);
  }

  @Test
  void aPeerThatAnswersOnNoWayAnyMoreIsHealedOverAllOfThem() {
    TransportId relay = node.accept(Kind.RELAY, raw(LARGER));
    node.pong(relay);
    TransportId direct = node.dialled(LARGER, THERE, 7);
    node.greet(direct, raw(LARGER));
    node.until(5_499);
    assertThat(node.told(MeshEvent.RemoteCannotSend.class)).isEmpty();
    node.until(5_500);

    assertThat(node.closed(direct)).isEqualTo(CloseReason.REMOTE_CANNOT_SEND);
    assertThat(node.closed(relay)).isEqualTo(CloseReason.REMOTE_CANNOT_SEND);
    assertThat(node.told(MeshEvent.Left.class)).hasSize(1);
  }

  @Test
  void aDeployedPeerThatAnswersNoPingForThreeSecondsIsClosedFullyAndDialledOnce() {
    TransportId direct = node.dialled(LARGER, THERE, 7);
    node.greet(direct, raw(LARGER));
    TransportId relay = node.accept(Kind.RELAY, raw(LARGER));
    node.until(2_999);
    assertThat(node.told(MeshEvent.RemoteCannotSend.class)).isEmpty();
    node.until(3_000);

    assertThat(node.told(MeshEvent.RemoteCannotSend.class))
        .containsExactly(new MeshEvent.RemoteCannotSend(node.nowNs, LARGER, direct, true));
    assertThat(node.closed(direct)).isEqualTo(CloseReason.REMOTE_CANNOT_SEND);
    assertThat(node.closed(relay)).isEqualTo(CloseReason.REMOTE_CANNOT_SEND);
    assertThat(node.told(MeshEvent.Left.class)).hasSize(1);
    node.until(3_100);
    assertThat(node.told(MeshEvent.Dialled.class).getLast().cause()).isEqualTo("heal");
    assertThat(node.sent(Effect.Dial.class)).hasSize(2);
  }

  @Test
  void aHealThatCameToNothingIsMadeUpForOnceAMinute() {
    mute(node.dialled(LARGER, THERE, 7));
    node.until(3_100);
    mute(node.sent(Effect.Dial.class).getLast().id());
    node.until(6_099);
    assertThat(node.told(MeshEvent.RemoteCannotSend.class)).hasSize(1);
    node.until(6_100);
    assertThat(node.told(MeshEvent.RemoteCannotSend.class)).hasSize(2);
    node.until(6_200);
    mute(node.sent(Effect.Dial.class).getLast().id());
    node.until(66_099);
    assertThat(node.told(MeshEvent.RemoteCannotSend.class)).hasSize(2);
    node.until(66_100);

    assertThat(node.told(MeshEvent.RemoteCannotSend.class)).hasSize(3);
  }

  /// A peer that meets the new connection before the end of the old one replaces once more.
  @Test
  void theDialOfAHealLetsThePeerSeeTheEndFirst() {
    mute(node.dialled(LARGER, THERE, 7));
    node.until(3_099);
    assertThat(node.sent(Effect.Dial.class)).hasSize(1);
    node.until(3_100);

    assertThat(node.sent(Effect.Dial.class)).hasSize(2);
  }

  @Test
  void whoComesBackByItselfBeforeItIsDialledIsNotDialled() {
    mute(node.dialled(LARGER, THERE, 7));
    node.until(3_050);
    TransportId inbound = node.accept(raw(LARGER));
    node.pong(inbound);
    node.until(20_000);

    assertThat(node.sent(Effect.Dial.class)).hasSize(1);
  }

  @Test
  void aHealThatThePeersOwnDialCrossedIsMadeUpForOnce() {
    mute(node.dialled(LARGER, THERE, 7));
    node.until(3_100);
    crossed();
    node.until(6_099);
    assertThat(node.told(MeshEvent.RemoteCannotSend.class)).hasSize(1);
    node.until(6_200);
    assertThat(node.told(MeshEvent.RemoteCannotSend.class)).hasSize(2);
    crossed();
    node.until(66_099);

    assertThat(node.told(MeshEvent.RemoteCannotSend.class)).hasSize(2);
  }

  /// The peer, which has just been closed, dials by itself: it closes the heal's dial for its own.
  private void crossed() {
    TransportId heal = node.sent(Effect.Dial.class).getLast().id();
    mute(heal);
    mute(node.accept(raw(LARGER)));
    node.take(new Input.Ended(heal, CloseReason.REMOTE_CLOSED, Cause.none()));
  }

  @Test
  void aPeerThatAnsweredOnceIsNeverHealed() {
    TransportId id = node.dialled(LARGER, THERE, 7);
    node.greet(id, raw(LARGER));
    node.until(2_999);
    node.pong(id);
    node.until(100_000);

    assertThat(node.told(MeshEvent.RemoteCannotSend.class)).isEmpty();
  }

  @Test
  void aPeerOfOursIsNeverHealed() {
    TransportId id = node.dialled(LARGER, THERE, 7);
    node.greet(id, own(LARGER, 1, 1, 1L));
    node.until(20_000);

    assertThat(node.told(MeshEvent.RemoteCannotSend.class)).isEmpty();
    assertThat(node.closed(id)).isEqualTo(CloseReason.HEARTBEAT_TIMEOUT);
  }

  @Test
  void aPeerWithoutAKnownAddressIsNotClosed() {
    TransportId id = node.accept(raw(SMALLER));
    node.until(100_000);

    assertThat(node.told(MeshEvent.RemoteCannotSend.class)).isEmpty();
    assertThat(node.transport(id).state()).isEqualTo(State.SUSPECT);
  }

  // The machine slept.

  @Test
  void aJumpOfTheClockJudgesNobodyUntilAProbeRoundIsOver() {
    TransportId ours = answering(own(SMALLER, 1, 1, 1L));
    TransportId deployed = answering(raw(LARGER));
    node.stallUntil(3_600_000);
    node.take(new Input.ClockJumped(TimeUnit.HOURS.toNanos(1)));

    assertThat(node.pingsTo(ours)).isEqualTo(2);
    assertThat(node.pingsTo(deployed)).isEqualTo(2);
    node.until(3_602_000);
    node.pong(ours);
    node.pong(deployed);
    node.until(3_604_000);
    assertThat(node.told(MeshEvent.Closed.class)).isEmpty();
    assertThat(states()).containsExactly("0 live", "0 live");
  }

  @Test
  void aClockThatIsSetBackIsToldAndChangesNothing() {
    TransportId ours = answering(own(SMALLER, 1, 1, 1L));
    long asked = node.pingsTo(ours);
    PeerTable before = node.table;
    node.take(new Input.ClockJumped(-TimeUnit.HOURS.toNanos(1)));

    assertThat(node.told(MeshEvent.ClockJump.class))
        .containsExactly(new MeshEvent.ClockJump(node.nowNs, -TimeUnit.HOURS.toNanos(1)));
    assertThat(node.pingsTo(ours)).isEqualTo(asked);
    assertThat(node.table).isEqualTo(before);
  }

  @Test
  void whoStaysSilentAfterTheJumpIsDroppedAsEver() {
    TransportId ours = answering(own(SMALLER, 1, 1, 1L));
    node.stallUntil(3_600_000);
    node.take(new Input.ClockJumped(TimeUnit.HOURS.toNanos(1)));
    node.until(3_620_000);

    assertThat(node.closed(ours)).isEqualTo(CloseReason.HEARTBEAT_TIMEOUT);
  }

  @Test
  void anIncumbentThatWasBeingAskedWhenTheClockJumpedIsAskedAnew() {
    TransportId first = answering(raw(SMALLER));
    TransportId second = node.accept(raw(SMALLER));
    node.stallUntil(60_000);
    node.take(new Input.ClockJumped(TimeUnit.MINUTES.toNanos(1)));
    node.until(60_499);
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
    node.pong(first);

    assertThat(node.closed(second)).isEqualTo(CloseReason.REFUSED);
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
  }

  private TransportId answering(Handshake handshake) {
    TransportId id = node.join(handshake);
    node.pong(id);
    return id;
  }

  /// It says its handshake and nothing ever after.
  private void mute(TransportId id) {
    if (node.transport(id).state() == State.CONNECTING) {
      node.connected(id);
    }
    node.greet(id, raw(LARGER));
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /// What the transports came to be, as `milliseconds state`.
  private List<String> states() {
    List<String> states = new ArrayList<>();
    for (MeshEvent event : node.events) {
      String state =
          switch (event) {
            case MeshEvent.Live _ -> "live";
            case MeshEvent.Quiet _ -> "quiet";
            case MeshEvent.Suspect _ -> "suspect";
            default -> "";
          };
      if (!state.isEmpty()) {
        states.add(TimeUnit.NANOSECONDS.toMillis(event.atNs() - Driver.ms(0)) + " " + state);
      }
    }
    return states;
  }
}
