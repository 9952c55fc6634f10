package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.LARGER;
import static dev.meshscope.core.table.Driver.SMALLER;
import static dev.meshscope.core.table.Driver.THERE;
import static dev.meshscope.core.table.Driver.own;
import static dev.meshscope.core.table.Driver.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.judge.Verdict.Decision;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The faults that every deployed version had (DESIGN 2), each impossible here.
class KnownFaultsTest {

  private final Driver node = new Driver();

  @Test
  void sendsVanishOnTheReplacedSocket() {
    TransportId first = node.accept(raw(SMALLER));
    TransportId second = node.accept(raw(SMALLER));
    node.until(1_500);
    assertThat(node.incumbent(SMALLER)).isEqualTo(second);
    assertThat(node.transport(first).state()).isEqualTo(State.DRAINING);

    List<Effect> effects = node.take(new Input.SayWanted("hello", SMALLER, 7)).effects();

    Frame hello = new Frame.Message(Driver.SELF.text(), "self", "hello", 7);
    assertThat(effects).containsExactly(new Effect.Send(second, hello));
    assertThat(node.table.active(node.peer(SMALLER))).isEqualTo(node.transport(second));
  }

  @Test
  void theHeartbeatClosesOnlyTheActiveTransport() {
    TransportId direct = node.accept(raw(SMALLER));
    TransportId relay = node.accept(Kind.RELAY, raw(SMALLER));
    assertThat(node.table.active(node.peer(SMALLER))).isEqualTo(node.transport(direct));
    for (int second = 5; second < 120; second += 5) {
      node.until(second * 1_000L);
      node.hear(direct, new Frame.Ping());
    }
    node.until(120_000);

    assertThat(node.closed(relay)).isEqualTo(CloseReason.HEARTBEAT_TIMEOUT);
    assertThat(node.transport(direct).state()).isEqualTo(State.LIVE);
    assertThat(node.told(MeshEvent.Left.class)).isEmpty();
  }

  @Test
  void lastSeenKeptPerPeerHidesADeadLanSocketBehindALiveRelay() {
    TransportId direct = node.accept(raw(SMALLER));
    TransportId relay = node.accept(Kind.RELAY, raw(SMALLER));
    for (int second = 5; second < 120; second += 5) {
      node.until(second * 1_000L);
      node.hear(relay, new Frame.Ping());
    }

    assertThat(node.transport(direct).silentNs(node.nowNs, node.table.clockJumpedNs()))
        .isEqualTo(TimeUnit.SECONDS.toNanos(115));
    assertThat(node.table.lastHeardNs(node.peer(SMALLER))).isEqualTo(node.nowNs);
    assertThat(node.transport(direct).state()).isEqualTo(State.SUSPECT);
    assertThat(node.table.active(node.peer(SMALLER))).isEqualTo(node.transport(relay));
    node.until(120_000);
    assertThat(node.closed(direct)).isEqualTo(CloseReason.HEARTBEAT_TIMEOUT);
  }

  @Test
  void relayFirstAndLanLaterStaysOnTheRelayForGood() {
    TransportId relay = node.accept(Kind.RELAY, raw(SMALLER));
    assertThat(node.table.active(node.peer(SMALLER))).isEqualTo(node.transport(relay));
    TransportId direct = node.accept(raw(SMALLER));

    assertThat(node.table.active(node.peer(SMALLER))).isEqualTo(node.transport(direct));
    assertThat(node.transport(relay).state()).isEqualTo(State.LIVE);
    assertThat(node.told(MeshEvent.Judged.class)).isEmpty();
    assertThat(node.told(MeshEvent.Joined.class)).hasSize(1);
  }

  @Test
  void aDirectionFlagThatIsNotUpdatedOnReplacementErrsAtTheNextTieBreak() {
    TransportId theirs = node.accept(raw(LARGER));
    node.pong(theirs);
    node.take(new Input.DialWanted(THERE));
    TransportId ours = node.sent(Effect.Dial.class).getLast().id();
    node.connected(ours);
    node.greet(ours, raw(LARGER));
    node.pong(theirs);
    assertThat(node.verdicts(ours)).containsExactly("hold probing", "hold settling");
    node.take(new Input.Ended(theirs, CloseReason.REMOTE_CLOSED, Cause.none()));
    node.pong(ours);
    assertThat(node.incumbent(LARGER)).isEqualTo(ours);

    TransportId again = node.accept(raw(LARGER));
    node.pong(ours);

    assertThat(node.verdicts(again)).containsExactly("hold probing", "refuse dual-dial");
    assertThat(node.incumbent(LARGER)).isEqualTo(ours);
  }

  @Test
  void noHandshakeOnAReplacement() {
    TransportId first = node.accept(raw(SMALLER));
    TransportId second = node.accept(raw(SMALLER));
    node.until(1_500);
    TransportId relay = node.accept(Kind.RELAY, raw(SMALLER));
    TransportId dialled = node.dialled(LARGER, THERE, 1);
    node.greet(dialled, raw(LARGER));

    for (TransportId each : List.of(first, second, relay, dialled)) {
      List<Frame> said = node.framesTo(each);
      assertThat(said.getFirst()).as("first on %s", each).isInstanceOf(Frame.Greeting.class);
      assertThat(said).filteredOn(frame -> frame instanceof Frame.Greeting).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void twoCopiesOfTheStaleRuleWithTwoThresholds(Kind kind) {
    Policy lastSeen = Policy.DEFAULT.with(Rule.LAST_SEEN);
    for (long beyond : new long[] {0, 1}) {
      Driver one = new Driver(new Settings(lastSeen, nanos(60), nanos(120)));
      TransportId old = one.accept(kind, raw(SMALLER));
      one.nowNs = Driver.ms(10_000) + beyond;
      Decision asShown =
          Contest.ifRedialledNow(one.table, one.peer(SMALLER), kind, lastSeen, one.nowNs)
              .orElseThrow()
              .decision();
      TransportId fresh = one.accept(kind, raw(SMALLER));

      assertThat(asShown).isEqualTo(beyond == 0 ? Decision.REFUSE : Decision.PROMOTE);
      assertThat(one.peer(SMALLER).slot(kind).incumbent()).isEqualTo(beyond == 0 ? old : fresh);
    }
  }

  @Test
  void aLateCloseRemovesItsSuccessor() {
    TransportId first = node.join(own(SMALLER, 1, 1, 1L));
    TransportId second = node.accept(own(SMALLER, 2, 1, 1L));
    node.prove(second);
    Peer before = node.peer(SMALLER);
    assertThat(before.direct().incumbent()).isEqualTo(second);

    List<MeshEvent> events =
        node.take(new Input.Ended(first, CloseReason.RESET, new Cause.Said("late"))).events();

    assertThat(events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("LateCloseIgnored", "Closed");
    assertThat(node.peer(SMALLER).direct()).isEqualTo(before.direct());
    assertThat(node.told(MeshEvent.Left.class)).isEmpty();
  }

  @Test
  void aCloseOfATransportThatHasLeftChangesNothing() {
    TransportId first = node.join(own(SMALLER, 1, 1, 1L));
    TransportId second = node.accept(own(SMALLER, 2, 1, 1L));
    node.prove(second);
    node.until(1_000);
    assertThat(node.closed(first)).isEqualTo(CloseReason.REPLACED);
    PeerTable before = node.table;

    PeerTable.Step step =
        node.take(new Input.Ended(first, CloseReason.RESET, new Cause.Said("later")));

    assertThat(step).isEqualTo(new PeerTable.Step(before, List.of(), List.of()));
    assertThat(node.told(MeshEvent.Promoted.class))
        .extracting(MeshEvent.Promoted::reason)
        .containsExactly(Reason.PEER_RESTARTED);
  }

  private static long nanos(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
