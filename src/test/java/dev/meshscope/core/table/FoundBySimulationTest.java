package dev.meshscope.core.table;

import static dev.meshscope.core.table.LoneCore.LARGER;
import static dev.meshscope.core.table.LoneCore.SMALLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Faults of the core that the seeded simulation found, each pinned to its plainest case.
class FoundBySimulationTest {

  private final LoneCore core = new LoneCore();

  @Test
  void aPeerWhoseChallengerTakesOverFromAClosedIncumbentDoesNotJoinASecondTime() {
    TransportId first = core.raw(SMALLER);
    TransportId second = core.raw(SMALLER);
    core.take(new Input.Ended(first, CloseReason.RESET, Cause.none()));

    assertThat(core.incumbent(SMALLER)).isEqualTo(second);
    assertThat(core.told(MeshEvent.Joined.class)).hasSize(1);
    core.take(new Input.Ended(second, CloseReason.RESET, Cause.none()));
    assertThat(core.told(MeshEvent.Left.class)).hasSize(1);
  }

  @Test
  void aPeerThatIsSightedAfterItCameInIsHealedAfterThreeSecondsToo() {
    TransportId link = core.raw(SMALLER);
    core.advance(20);
    core.see(SMALLER, 7001, 70);
    core.advance(3_100);

    assertThat(core.told(MeshEvent.RemoteCannotSend.class)).hasSize(1);
    assertThat(core.table.transport(link)).isEmpty();
  }

  @Test
  void aPeerThatStillCannotSendIsHealedAgainAfterAMinute() {
    core.raw(SMALLER);
    core.see(SMALLER, 7001, 70);
    core.advance(3_100);
    core.take(new Input.Ended(core.dials().getLast(), CloseReason.DIAL_FAILED, Cause.none()));
    core.raw(SMALLER);
    core.advance(3_100);
    assertThat(core.told(MeshEvent.RemoteCannotSend.class)).hasSize(2);
    TransportId again = core.raw(SMALLER);
    core.advance(50_000);
    assertThat(core.table.transport(again)).isPresent();
    core.advance(11_000);

    assertThat(core.told(MeshEvent.RemoteCannotSend.class)).hasSize(3);
  }

  @Test
  void aSupersededLifeThatKeepsReturningCannotKeepADeadIncumbentAlive() {
    core.prove(core.ours(SMALLER, 1, 1, List.of(1L)));
    TransportId newer = core.ours(SMALLER, 2, 1, List.of(1L));
    core.prove(newer);
    for (int i = 0; i < 20; i++) {
      core.advance(1_000);
      core.ours(SMALLER, 1, 2 + i, List.of(2L + i));
    }

    assertThat(core.told(MeshEvent.Closed.class))
        .anyMatch(
            closed ->
                closed.transport().equals(newer)
                    && closed.reason() == CloseReason.HEARTBEAT_TIMEOUT);
  }

  @Test
  void aChallengerThatIsRefusedAtOnceCostsTheIncumbentNoPing() {
    core.prove(core.ours(SMALLER, 1, 1, List.of(1L)));
    TransportId newer = core.ours(SMALLER, 2, 1, List.of(1L));
    core.prove(newer);
    core.pong(newer);
    core.take(
        new Input.SettingsWanted(
            new Settings(
                Policy.DEFAULT.with(Rule.CLOSED_FLAG),
                Settings.DEFAULT.heartbeatIntervalNs(),
                Settings.DEFAULT.heartbeatTimeoutNs())));
    core.ours(SMALLER, 1, 2, List.of(2L));

    assertThat(core.table.transport(newer).orElseThrow().pulse().roundTrips().outstanding())
        .isEmpty();
  }

  @Test
  void pingsOfTheUserDoNotPostponeTheHeartbeat() {
    TransportId link = core.ours(SMALLER, 1, 1, List.of(1L));
    for (int i = 0; i < 300; i++) {
      core.advance(50);
      core.take(new Input.PingWanted(link));
    }

    assertThat(core.table.transport(link)).isEmpty();
  }

  @Test
  void aNewcomerDoesNotInheritALagThatIsOver() {
    TransportId zombie = core.raw(SMALLER);
    core.pong(zombie);
    core.take(new Input.Lagged(TimeUnit.SECONDS.toNanos(8)));
    core.raw(SMALLER);
    core.take(new Input.Lagged(0));
    core.advance(400);
    TransportId newcomer = core.raw(SMALLER);
    core.advance(1_500);

    assertThat(core.incumbent(SMALLER)).isEqualTo(newcomer);
  }

  @Test
  void aNewLifeTakesThePlaceOfADeadOnesChallengerWhoeverDialled() {
    core.see(LARGER, 7001, 70);
    TransportId zombie = core.dials().getLast();
    core.connected(zombie);
    core.greet(zombie, LARGER, core.extra(1, 1, List.of(1L)));
    core.prove(zombie);
    core.see(LARGER, 7002, 70);
    core.advance(1_600);
    TransportId diedWhileAsked = core.dials().getLast();
    core.connected(diedWhileAsked);
    core.greet(diedWhileAsked, LARGER, core.extra(1, 2, List.of(1L, 2L)));
    TransportId reborn = core.ours(LARGER, 2, 1, List.of(1L));
    core.prove(reborn);

    assertThat(diedWhileAsked).isNotEqualTo(zombie);
    assertThat(core.incumbent(LARGER)).isEqualTo(reborn);
  }

  @Test
  void aDialThatHangsAtTheOldLifesDoorDoesNotKeepUsFromDiallingTheNewOne() {
    core.see(LARGER, 7001, 70);
    core.connected(core.dials().getLast());
    core.advance(100);
    core.see(LARGER, 7001, 71);
    core.see(LARGER, 7002, 72);
    core.advance(200);

    assertThat(core.dials()).hasSize(2);
    assertThat(core.told(MeshEvent.Dialled.class).getLast().endpoint().port()).isEqualTo(7002);
  }

  @Test
  void aNewLifeIsDialledAlthoughTheOldOneWasMetAtAnAddressBeforeAnybodySawIt() {
    core.take(new Input.DialWanted(new Endpoint("127.0.0.1", 7001)));
    TransportId byAddress = core.dials().getLast();
    core.connected(byAddress);
    core.greet(byAddress, LARGER, core.extra(1, 1, List.of(1L)));
    core.see(LARGER, 7001, 70);
    assertThat(core.dials()).hasSize(1);
    core.see(LARGER, 7002, 71);
    core.advance(1_600);

    assertThat(core.dials()).hasSize(2);
  }

  @Test
  void anAddressThatIsNotWhereThePeerIsSeenStandsForAnotherLife() {
    core.take(new Input.DialWanted(new Endpoint("127.0.0.1", 7001)));
    TransportId byAddress = core.dials().getLast();
    core.connected(byAddress);
    core.greet(byAddress, LARGER, core.extra(1, 1, List.of(1L)));
    core.see(LARGER, 7002, 71);
    core.advance(1_600);

    assertThat(core.dials()).hasSize(2);
  }

  @Test
  void aPeerThatCameInWhileNobodySawItIsDialledWhenItsNextLifeIsSeen() {
    core.see(LARGER, 7001, 70);
    core.take(new Input.Ended(core.dials().getLast(), CloseReason.DIAL_FAILED, Cause.none()));
    core.take(new Input.Unsighted(LARGER, Source.LOOPBACK));
    core.ours(LARGER, 1, 1, List.of(1L));
    core.see(LARGER, 7002, 71);
    core.advance(1_600);

    assertThat(core.dials()).hasSize(2);
  }

  @Test
  void ofTwoDialsToOneDeployedNodeTheOneThatGreetedFirstWaitsOn() {
    core.see(LARGER, 7001, 70);
    TransportId zombie = core.dials().getLast();
    core.connected(zombie);
    core.greet(zombie, LARGER, null);
    core.pong(zombie);
    core.take(new Input.DialWanted(new Endpoint("127.0.0.1", 7002)));
    TransportId slower = core.dials().getLast();
    core.connected(slower);
    core.advance(10);
    core.see(LARGER, 7002, 71);
    core.advance(1_600);
    TransportId first = core.dials().getLast();
    core.connected(first);
    core.greet(first, LARGER, null);
    core.greet(slower, LARGER, null);
    core.advance(1_600);

    assertThat(first).isNotEqualTo(slower);
    assertThat(core.incumbent(LARGER)).isEqualTo(first);
  }

  @Test
  void aLifeThatIsOnlyNamedCannotLockTheTrueOwnerOut() {
    TransportId owner = core.ours(SMALLER, 1, 1, List.of(1L));
    core.prove(owner);
    core.take(new Input.Ended(owner, CloseReason.RESET, Cause.none()));
    TransportId impostor = core.ours(SMALLER, 9, 1, List.of(1L));
    core.pong(impostor);
    TransportId back = core.ours(SMALLER, 1, 2, List.of(2L));
    core.prove(back);

    assertThat(core.incumbent(SMALLER)).isEqualTo(back);
  }

  @Test
  void aPongTooManyFromANodeOfOursSpeaksForNoOtherLink() {
    TransportId zombie = core.ours(SMALLER, 1, 1, List.of(1L));
    core.prove(zombie);
    core.pong(zombie);
    TransportId newcomer = core.ours(SMALLER, 1, 2, List.of(1L, 2L));
    core.prove(newcomer);
    core.pong(newcomer);
    core.advance(1_600);

    assertThat(core.incumbent(SMALLER)).isEqualTo(newcomer);
  }

  @Test
  void aDeadLifesHandshakeThatWasOvertakenDoesNotTakeTheSlotFromTheYoungerOne() {
    core.prove(core.ours(SMALLER, 1, 1, List.of(1L)));
    TransportId overtaken = core.accept();
    TransportId younger = core.accept();
    core.greet(younger, SMALLER, core.extra(3, 1, List.of(1L)));
    core.prove(younger);
    core.pong(younger);
    core.greet(overtaken, SMALLER, core.extra(2, 1, List.of(1L)));
    core.prove(overtaken);
    core.pong(younger);

    assertThat(core.incumbent(SMALLER)).isEqualTo(younger);
    assertThat(core.table.transport(overtaken)).isEmpty();
  }

  @Test
  void aLifeThatSeemsToHaveBegunEarlierStillReplacesASilentOne() {
    core.prove(core.ours(SMALLER, 2, 1, List.of(1L)));
    TransportId clockWasSetBack = core.ours(SMALLER, 1, 1, List.of(1L));
    core.prove(clockWasSetBack);
    core.advance(1_600);

    assertThat(core.incumbent(SMALLER)).isEqualTo(clockWasSetBack);
  }
}
