package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.LARGER;
import static dev.meshscope.core.table.Driver.SMALLER;
import static dev.meshscope.core.table.Driver.THERE;
import static dev.meshscope.core.table.Driver.handshake;
import static dev.meshscope.core.table.Driver.key;
import static dev.meshscope.core.table.Driver.own;
import static dev.meshscope.core.table.Driver.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.FrameCause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes first on a transport, and what ends it there (PROTOCOL 2 and 3).
class GreetingTest {

  private final Driver node = new Driver();

  @Test
  void theDiallerGreetsAtOnceTheAcceptorWhenItWasGreeted() {
    TransportId dialled = node.dialled(LARGER, THERE, 7);
    assertThat(node.framesTo(dialled)).hasSize(1);
    TransportId accepted = node.accept();
    assertThat(node.framesTo(accepted)).isEmpty();
    node.greet(accepted, raw(SMALLER));

    assertThat(ours(accepted).nodeId()).isEqualTo(Driver.SELF);
    assertThat(ours(dialled).version()).isEqualTo("1.1.0");
    assertThat(node.told(MeshEvent.Greeted.class)).hasSize(2);
  }

  @Test
  void ourHandshakeNamesEveryTransportThatIsOrMayBeToThePeer() {
    TransportId known = node.join(own(SMALLER, 1, 1, 1L));
    TransportId stranger = node.accept();
    TransportId other = node.join(own(LARGER, 1, 1, 1L));
    TransportId waiting = node.accept(own(LARGER, 1, 2, 1L, 2L));
    TransportId second = node.accept(own(SMALLER, 1, 2, 1L, 2L));

    Extra extra = Objects.requireNonNull(ours(second).extra());
    assertThat(extra.link()).isEqualTo(second.value());
    // Its own number goes without saying: it is the `link`.
    assertThat(extra.holds()).containsExactly(known.value(), stranger.value());
    assertThat(extra.holds()).doesNotContain(other.value(), waiting.value());
  }

  @Test
  void aPeerOfOursGetsAProofAndARawOneDoesNot() {
    TransportId ours = node.accept(own(SMALLER, 1, 1, 1L));
    TransportId theirs = node.accept(raw(LARGER));

    assertThat(node.framesTo(ours)).anyMatch(frame -> frame instanceof Frame.Proof);
    assertThat(node.framesTo(theirs)).noneMatch(frame -> frame instanceof Frame.Proof);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0",
        "1.1.0",
        "1.27.3",
        "0.2.3",
        "0.2.9",
        "1",
        "1.2",
        "1.1.0-rc.1",
        "1.1.0+build.7",
        "v1.1.0",
        "1-beta",
        "0.2",
        " 1.1.0 "
      })
  void aVersionWeSpeakIsTaken(String version) {
    TransportId id = node.accept(says(version, Group.DEFAULT));

    assertThat(node.transport(id).state()).isEqualTo(State.LIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2.0.0",
        "0.3.0",
        "0.20.1",
        "10.1.0",
        "11.1.0",
        "",
        "one",
        "1x",
        "0",
        "0.1.2",
        "-1.1.0",
        ".1",
        "999999999999999999999.0.0"
      })
  void aVersionWeDoNotSpeakIsRefusedWithError1001(String version) {
    TransportId id = node.accept(says(version, Group.DEFAULT));

    assertThat(node.closed(id)).isEqualTo(CloseReason.VERSION_MISMATCH);
    assertThat(node.framesTo(id)).containsExactly(new Frame.Fault(1001, "this node speaks 1.1.0"));
    assertThat(node.table.peers()).isEmpty();
    assertThat(node.table.pinned()).isEmpty();
  }

  @Test
  void anotherGroupIsClosed() {
    TransportId id = node.accept(says("1.1.0", new Group("other")));

    assertThat(node.closed(id)).isEqualTo(CloseReason.GROUP_MISMATCH);
    assertThat(node.table.peers()).isEmpty();
  }

  @Test
  void ourOwnIdIsClosed() {
    assertThat(node.closed(node.accept(raw(Driver.SELF)))).isEqualTo(CloseReason.OWN_NODE_ID);
  }

  @Test
  void whoeverAnswersInsteadOfTheOneWeDialledIsClosed() {
    TransportId id = node.dialled(LARGER, THERE, 7);
    node.greet(id, raw(SMALLER));

    assertThat(node.closed(id)).isEqualTo(CloseReason.WRONG_PEER);
    assertThat(node.table.peer(SMALLER)).isEmpty();
  }

  @Test
  void aSecondHandshakeChangesNothing() {
    TransportId id = node.accept(raw(SMALLER));
    Transport before = node.transport(id);
    node.greet(id, says("1.1.0", Group.DEFAULT));

    assertThat(node.transport(id))
        .isEqualTo(before.with(node.transport(id).counters()).with(node.transport(id).pulse()));
    assertThat(node.told(MeshEvent.HandshakeReceived.class))
        .extracting(MeshEvent.HandshakeReceived::repeated)
        .containsExactly(false, true);
  }

  @Test
  void aSecondHandshakeThatNamesAnotherNodeIsClosed() {
    TransportId id = node.accept(raw(SMALLER));
    node.greet(id, raw(LARGER));

    assertThat(node.closed(id)).isEqualTo(CloseReason.NODE_ID_CHANGED);
    assertThat(node.told(MeshEvent.Left.class)).hasSize(1);
    assertThat(node.table.peer(LARGER)).isEmpty();
  }

  @Test
  void theFirstKeyIsPinned() {
    node.accept(raw(SMALLER));
    node.accept(raw(SMALLER));

    assertThat(node.sent(Effect.Pin.class)).containsExactly(new Effect.Pin(SMALLER, key(SMALLER)));
    assertThat(node.told(MeshEvent.Pinned.class)).hasSize(1);
  }

  @Test
  void anotherKeyThanThePinnedOneIsRefusedWithAnAlarmAndToldSo() {
    TransportId first = node.accept(raw(SMALLER));
    TransportId spoof = node.accept(handshake(SMALLER, key(LARGER), "1.1.0", Group.DEFAULT, null));

    assertThat(node.closed(spoof)).isEqualTo(CloseReason.KEY_MISMATCH);
    assertThat(node.framesTo(spoof))
        .containsExactly(
            new Frame.Fault(
                Frame.Fault.KEY_MISMATCH, "another key is known here for this node id"));
    assertThat(node.told(MeshEvent.IdentityAlarm.class))
        .containsExactly(
            new MeshEvent.IdentityAlarm(node.nowNs, SMALLER, spoof, key(SMALLER), key(LARGER)));
    assertThat(node.told(MeshEvent.Refused.class))
        .containsExactly(
            new MeshEvent.Refused(node.nowNs, spoof, SMALLER, first, Reason.KEY_MISMATCH));
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
    assertThat(node.table.pinned().get(SMALLER)).isEqualTo(key(SMALLER));
  }

  @Test
  void anAcceptorTakesNothingButAHandshakeFirst() {
    TransportId pings = node.accept();
    node.hear(pings, new Frame.Ping());
    TransportId floods = node.accept();
    node.take(new Input.Pinged(floods, 3));

    assertThat(node.closed(pings)).isEqualTo(CloseReason.HANDSHAKE_EXPECTED);
    assertThat(node.closed(floods)).isEqualTo(CloseReason.HANDSHAKE_EXPECTED);
    assertThat(node.sent(Effect.SendPongs.class)).isEmpty();
  }

  @Test
  void aDeployedAcceptorMaySaySomethingBeforeItsHandshake() {
    TransportId id = node.dialled(LARGER, THERE, 7);
    node.hear(id, new Frame.NodeStats(1, 2, 3, 4));
    node.greet(id, raw(LARGER));

    assertThat(node.transport(id).state()).isEqualTo(State.LIVE);
  }

  @Test
  void aBrokenHandshakeIsClosed() {
    TransportId id = node.accept();
    node.hear(id, new Frame.BadGreeting(new Cause.Said("the nodeId is no UUID")));

    assertThat(node.closed(id)).isEqualTo(CloseReason.BAD_HANDSHAKE);
    assertThat(node.told(MeshEvent.Closed.class).getFirst().detail())
        .isEqualTo(new Cause.Said("the nodeId is no UUID"));
  }

  @Test
  void aHandshakeThatNeverComesIsWaitedForTenSecondsOnBothSides() {
    TransportId accepted = node.accept();
    node.take(new Input.DialWanted(THERE));
    TransportId dialled = node.sent(Effect.Dial.class).getLast().id();
    node.connected(dialled);
    node.until(9_999);
    assertThat(node.told(MeshEvent.Closed.class)).isEmpty();
    node.until(10_000);

    for (TransportId id : List.of(accepted, dialled)) {
      assertThat(node.closed(id)).isEqualTo(CloseReason.HANDSHAKE_TIMEOUT);
      assertThat(node.framesTo(id)).endsWith(new Frame.Fault(1004, "no handshake within 10 s"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FRAME_TOO_LARGE", "EMPTY_FRAME"})
  void aLengthThatIsNoLengthIsClosedAfterError1003(String reason) {
    TransportId id = node.accept(raw(SMALLER));
    node.take(new Input.Violated(id, CloseReason.valueOf(reason)));

    assertThat(node.closed(id)).isEqualTo(CloseReason.valueOf(reason));
    assertThat(node.framesTo(id)).endsWith(new Frame.Fault(1003, "a frame has 1 to 1048576 bytes"));
  }

  @Test
  void whatDoesNotParseIsDroppedAndCounted() {
    TransportId id = node.accept(raw(SMALLER));
    node.take(new Input.Malformed(id, Cause.of(FrameCause.NOT_AN_OBJECT), 2));
    node.hear(id, new Frame.Unknown("x-acme-hello"));

    assertThat(node.transport(id).state()).isEqualTo(State.LIVE);
    assertThat(node.transport(id).counters()).isEqualTo(new Counters(2, 30, 0, 0, 1, 1));
    assertThat(node.told(MeshEvent.UnknownReceived.class)).hasSize(1);
  }

  @Test
  void everyPingIsAnsweredOnTheTransportItCameInOn() {
    node.accept(raw(SMALLER));
    TransportId second = node.accept(raw(SMALLER));
    node.hear(second, new Frame.Ping());
    node.take(new Input.Pinged(second, 5));

    assertThat(node.sent(Effect.SendPongs.class))
        .containsExactly(new Effect.SendPongs(second, 1), new Effect.SendPongs(second, 5));
  }

  @Test
  void gossipIsShownAndMakesNobodyKnown() {
    TransportId id = node.accept(raw(SMALLER));
    Frame gossip = new Frame.PeerInfo(List.of(new Frame.Hearsay(LARGER.text(), "x", 1)));
    node.hear(id, gossip);

    assertThat(node.told(MeshEvent.ContentReceived.class))
        .containsExactly(new MeshEvent.ContentReceived(node.nowNs, id, SMALLER, gossip));
    assertThat(node.table.peer(LARGER)).isEmpty();
  }

  @Test
  void whatIsNotInterpretedIsToldAllTheSame() {
    TransportId id = node.accept(raw(SMALLER));
    Frame cmb = new Frame.Uninterpreted("cmb");
    node.hear(id, cmb);

    assertThat(node.told(MeshEvent.ContentReceived.class))
        .containsExactly(new MeshEvent.ContentReceived(node.nowNs, id, SMALLER, cmb));
  }

  private Handshake ours(TransportId id) {
    return ((Frame.Greeting) node.framesTo(id).getFirst()).handshake();
  }

  private static Handshake says(String version, Group group) {
    return handshake(SMALLER, key(SMALLER), version, group, null);
  }
}
