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
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A peer dials again while its first transport still stands: hold, ask, probe, promote (DESIGN 3).
class RedialTest {

  private final Driver node = new Driver();

  // Peers that have none of our extras.

  @Test
  void theFirstTakesTheSlotAndIsPingedAtOnce() {
    TransportId first = node.accept(raw(SMALLER));

    assertThat(node.told(MeshEvent.Live.class))
        .containsExactly(new MeshEvent.Live(Driver.ms(0), first, SMALLER, Reason.FIRST, -1));
    assertThat(node.pingsTo(first)).isEqualTo(1);
    assertThat(node.told(MeshEvent.Joined.class)).hasSize(1);
  }

  @Test
  void aRawIncumbentThatAnswersKeepsItsSlot() {
    TransportId first = answering(raw(SMALLER));
    node.until(200);
    TransportId second = node.accept(raw(SMALLER));
    assertThat(node.transport(second).state()).isEqualTo(State.CHALLENGER);
    node.until(250);
    node.pong(first);

    assertThat(node.verdicts(second)).containsExactly("hold probing", "refuse duplicate");
    assertThat(node.closed(second)).isEqualTo(CloseReason.REFUSED);
    assertThat(node.framesTo(second))
        .endsWith(new Frame.Fault(Frame.Fault.DUPLICATE_NODE, "duplicate"));
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
    assertThat(node.peer(SMALLER).direct().challenge()).isNull();
  }

  @Test
  void onlyTheIncumbentOfARawPeerIsProbed() {
    TransportId first = answering(raw(SMALLER));
    TransportId second = node.accept(raw(SMALLER));

    assertThat(node.pingsTo(first)).isEqualTo(2);
    assertThat(node.pingsTo(second)).isZero();
  }

  @Test
  void aRawIncumbentThatIsSilentForTheProbesWaitIsReplaced() {
    TransportId first = answering(raw(SMALLER));
    node.until(1_000);
    TransportId second = node.accept(raw(SMALLER));
    node.until(1_499);
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
    node.until(1_500);

    assertThat(node.verdicts(second)).containsExactly("hold probing", "promote incumbent-silent");
    assertThat(node.told(MeshEvent.Promoted.class))
        .containsExactly(
            new MeshEvent.Promoted(
                Driver.ms(1_500),
                second,
                SMALLER,
                first,
                Reason.INCUMBENT_SILENT,
                TimeUnit.MILLISECONDS.toNanos(1_500)));
    assertThat(node.transport(second).state()).isEqualTo(State.LIVE);
    assertThat(node.pingsTo(second)).isEqualTo(1);
    assertThat(node.told(MeshEvent.Left.class)).isEmpty();
  }

  @Test
  void anIncumbentThatWasNeverMeasuredHasTheLongestWait() {
    TransportId first = node.accept(raw(SMALLER));
    TransportId second = node.accept(raw(SMALLER));
    node.until(1_499);
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
    node.until(1_500);

    assertThat(node.incumbent(SMALLER)).isEqualTo(second);
  }

  @Test
  void ourOwnLagIsAddedToTheProbesWait() {
    TransportId first = answering(raw(SMALLER));
    node.take(new Input.Lagged(TimeUnit.MILLISECONDS.toNanos(300)));
    TransportId second = node.accept(raw(SMALLER));
    node.until(799);
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
    node.until(800);

    assertThat(node.incumbent(SMALLER)).isEqualTo(second);
  }

  @Test
  void aPongOnAnotherLinkCountsForTheIncumbentThatAloneWasAsked() {
    TransportId first = answering(raw(SMALLER));
    TransportId second = node.accept(raw(SMALLER));
    node.pong(second);

    assertThat(node.verdicts(second)).containsExactly("hold probing", "refuse duplicate");
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
  }

  @Test
  void aFrameThatIsNoPongDoesNotSaveTheIncumbent() {
    answering(raw(SMALLER));
    TransportId second = node.accept(raw(SMALLER));
    node.hear(second, new Frame.NodeStats(1, 2, 3, 4));
    node.until(500);

    assertThat(node.incumbent(SMALLER)).isEqualTo(second);
  }

  @Test
  void aPongForAnEarlierPingIsNoAnswerToTheProbe() {
    TransportId first = node.accept(raw(SMALLER));
    node.until(100);
    TransportId second = node.accept(raw(SMALLER));
    node.pong(first);
    assertThat(node.verdicts(second)).containsExactly("hold probing");
    node.pong(first);

    assertThat(node.verdicts(second)).containsExactly("hold probing", "refuse duplicate");
  }

  @Test
  void anIncumbentThatClosesLeavesItsSlotToTheOneThatWaits() {
    TransportId first = answering(raw(SMALLER));
    TransportId second = node.accept(raw(SMALLER));
    node.ended(first, CloseReason.RESET);

    assertThat(node.incumbent(SMALLER)).isEqualTo(second);
    assertThat(node.told(MeshEvent.Live.class).getLast().reason())
        .isEqualTo(Reason.INCUMBENT_CLOSED);
    assertThat(node.told(MeshEvent.Left.class)).isEmpty();
  }

  @Test
  void aStormOfRedialsDoesNotPostponeTheVerdict() {
    answering(raw(SMALLER));
    TransportId last = node.accept(raw(SMALLER));
    for (int millis = 50; millis < 500; millis += 50) {
      node.until(millis);
      TransportId next = node.accept(raw(SMALLER));
      assertThat(node.closed(last)).isEqualTo(CloseReason.NEWER_CHALLENGER);
      last = next;
    }
    node.until(500);

    assertThat(node.incumbent(SMALLER)).isEqualTo(last);
  }

  @Test
  void ofTwoThatLiveTheSmallersOutboundStays() {
    TransportId ours = node.dialled(LARGER, THERE, 1);
    node.greet(ours, raw(LARGER));
    node.pong(ours);
    TransportId theirs = node.accept(raw(LARGER));
    node.pong(ours);

    assertThat(node.verdicts(theirs)).containsExactly("hold probing", "refuse dual-dial");
    assertThat(node.incumbent(LARGER)).isEqualTo(ours);
  }

  @Test
  void ofTwoDialsThatCrossThePeerItselfClosesTheOneItDoesNotKeep() {
    TransportId ours = asked(raw(SMALLER));
    TransportId theirs = node.accept(raw(SMALLER));
    node.pong(ours);
    assertThat(node.verdicts(theirs)).containsExactly("hold probing", "hold settling");

    node.take(new Input.Ended(ours, CloseReason.REMOTE_CLOSED, Cause.none()));

    assertThat(node.incumbent(SMALLER)).isEqualTo(theirs);
    assertThat(node.told(MeshEvent.Left.class)).isEmpty();
    assertThat(node.told(MeshEvent.Joined.class)).hasSize(1);
  }

  @Test
  void aStrangerThatDialsInTheMomentAPeerJoinsIsRefusedWhenThePeerClosesNothing() {
    TransportId victim = asked(raw(SMALLER));
    TransportId stranger = node.accept(raw(SMALLER));
    node.pong(victim);
    node.until(1_600);

    assertThat(node.verdicts(stranger))
        .containsExactly("hold probing", "hold settling", "refuse duplicate");
    assertThat(node.closed(stranger)).isEqualTo(CloseReason.REFUSED);
    assertThat(node.incumbent(SMALLER)).isEqualTo(victim);
  }

  @Test
  void aSecondTransportOfTheOtherKindIsNoDuplicate() {
    TransportId direct = node.accept(raw(SMALLER));
    TransportId relay = node.accept(Kind.RELAY, raw(SMALLER));

    assertThat(node.peer(SMALLER).direct().incumbent()).isEqualTo(direct);
    assertThat(node.peer(SMALLER).relay().incumbent()).isEqualTo(relay);
    assertThat(node.told(MeshEvent.Challenged.class)).isEmpty();
  }

  // Peers of ours.

  @Test
  void aProvenRestartIsPromotedAfterOneRoundTrip() {
    TransportId first = node.accept(own(SMALLER, 1, 1, 1L));
    node.prove(first);
    node.pong(first);
    node.until(100);
    TransportId second = node.accept(own(SMALLER, 2, 1, 1L));
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
    node.prove(second);

    assertThat(node.verdicts(second)).containsExactly("hold probing", "promote peer-restarted");
    assertThat(node.incumbent(SMALLER)).isEqualTo(second);
    assertThat(node.nowNs).isEqualTo(Driver.ms(100));
  }

  @Test
  void aProofThatDoesNotHoldIsRefusedAtOnce() {
    TransportId first = node.join(own(SMALLER, 1, 1, 1L));
    TransportId second = node.accept(own(SMALLER, 2, 1, 1L));
    node.hear(second, new Frame.Proof("forged"));

    assertThat(node.told(MeshEvent.ProofReceived.class).getLast())
        .isEqualTo(new MeshEvent.ProofReceived(Driver.ms(0), second, false));
    assertThat(node.closed(second)).isEqualTo(CloseReason.PROOF_INVALID);
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
  }

  @Test
  void aClaimedRestartWithoutProofDoesNotReplaceAnIncumbentThatAnswers() {
    TransportId first = answering(own(SMALLER, 1, 1, 1L));
    TransportId second = node.accept(own(SMALLER, 2, 1, 1L));
    node.pong(first);
    assertThat(node.verdicts(second)).containsExactly("hold probing", "hold asking");
    node.until(1_500);

    assertThat(node.verdicts(second))
        .containsExactly("hold probing", "hold asking", "refuse duplicate");
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
  }

  @Test
  void whatTheSameLifeNoLongerHoldsIsReplacedAtOnce() {
    answering(own(SMALLER, 1, 1, 1L));
    TransportId second = node.accept(own(SMALLER, 1, 2, 2L));
    assertThat(node.verdicts(second)).containsExactly("hold probing");
    node.prove(second);

    assertThat(node.verdicts(second)).containsExactly("hold probing", "promote no-longer-held");
    assertThat(node.incumbent(SMALLER)).isEqualTo(second);
    assertThat(node.nowNs).isEqualTo(Driver.ms(0));
  }

  @Test
  void whoOnlyNamesTheSameLifeNeverDisplacesAnIncumbentThatAnswers() {
    TransportId first = answering(own(SMALLER, 1, 5, 5L));
    for (Handshake forged : List.of(own(SMALLER, 1, 6, 6L), own(SMALLER, 1, 4, 4L))) {
      TransportId second = node.accept(forged);
      node.pong(first);
      node.until(TimeUnit.NANOSECONDS.toMillis(node.nowNs - Driver.ms(0)) + 1_500);
      node.hear(first, new Frame.Ping());

      assertThat(node.verdicts(second))
          .containsExactly("hold probing", "hold asking", "refuse duplicate");
    }
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
  }

  @Test
  void aStrangerThatDialsInNeverDisplacesAPeerWeDialledAndThatAnswers() {
    TransportId ours = asked(raw(SMALLER));
    node.pong(ours);
    node.until(3_000);
    TransportId theirs = node.accept(raw(SMALLER));
    node.pong(ours);

    assertThat(node.verdicts(theirs)).containsExactly("hold probing", "refuse duplicate");
    assertThat(node.incumbent(SMALLER)).isEqualTo(ours);
  }

  @Test
  void whatTheSameLifeStillHoldsIsProbedAndKept() {
    TransportId first = answering(own(SMALLER, 1, 1, 1L));
    TransportId second = node.accept(own(SMALLER, 1, 2, 1L, 2L));
    node.prove(second);
    node.pong(first);

    assertThat(node.verdicts(second)).containsExactly("hold probing", "refuse duplicate");
  }

  @Test
  void ofTwoThatTheSameLifeDialledTheFirstStaysHoweverTheyArrive() {
    TransportId arrivedFirst = answering(own(SMALLER, 1, 5, 4L, 5L));
    TransportId dialledFirst = node.accept(own(SMALLER, 1, 4, 4L));
    node.prove(dialledFirst);
    node.pong(arrivedFirst);

    assertThat(node.verdicts(dialledFirst)).containsExactly("hold probing", "promote duplicate");
    assertThat(node.incumbent(SMALLER)).isEqualTo(dialledFirst);
  }

  @Test
  void aSupersededLifeIsRefusedAndItsSecondReturnIsAClone() {
    node.prove(node.accept(own(SMALLER, 1, 1, 1L)));
    TransportId newer = node.accept(own(SMALLER, 2, 1, 1L));
    node.prove(newer);
    TransportId once = node.accept(own(SMALLER, 1, 2, 2L));
    node.prove(once);
    assertThat(node.verdicts(once)).containsExactly("hold probing", "refuse superseded");
    assertThat(node.told(MeshEvent.Clone.class)).isEmpty();
    for (int second = 2; second <= 60; second += 2) {
      node.until(second * 1_000L);
      node.pong(newer);
    }
    TransportId twice = node.accept(own(SMALLER, 1, 3, 3L));
    node.prove(twice);
    TransportId thrice = node.accept(own(SMALLER, 1, 4, 4L));
    node.prove(thrice);

    assertThat(node.verdicts(twice)).containsExactly("hold probing", "refuse superseded");
    assertThat(node.verdicts(thrice)).containsExactly("hold probing", "refuse clone");
    assertThat(node.told(MeshEvent.Clone.class))
        .containsExactly(
            new MeshEvent.Clone(node.nowNs, SMALLER, Driver.life(0x77, 2), Driver.life(0x77, 1)));
    assertThat(node.peer(SMALLER).life().cloned()).isTrue();
  }

  @Test
  void whoOnlyNamesASupersededLifeRaisesNoAlarmOfClones() {
    node.prove(node.accept(own(SMALLER, 1, 1, 1L)));
    TransportId newer = node.accept(own(SMALLER, 2, 1, 1L));
    node.prove(newer);
    node.pong(newer);
    for (int i = 1; i <= 3; i++) {
      node.accept(own(SMALLER, 1, 1 + i, 1L + i));
      node.pong(newer);
      node.until(i * 1_600L);
    }

    assertThat(node.told(MeshEvent.SupersededReturned.class)).isEmpty();
    assertThat(node.incumbent(SMALLER)).isEqualTo(newer);
  }

  @Test
  void whoProvesItselfTakesTheSlotFromWhoOnlyClaimedTheSameLife() {
    TransportId thief = node.accept(own(SMALLER, 1, 2, 2L));
    node.until(1_500);
    assertThat(node.incumbent(SMALLER)).isEqualTo(thief);
    node.pong(thief);
    TransportId real = node.accept(own(SMALLER, 1, 2, 2L));
    node.prove(real);

    assertThat(node.verdicts(real)).containsExactly("hold probing", "promote proven");
    assertThat(node.incumbent(SMALLER)).isEqualTo(real);
    assertThat(real).isNotEqualTo(thief);
  }

  @Test
  void whoCannotProveDoesNotReplaceASilentPeerThatCould() {
    TransportId first = node.accept(own(SMALLER, 1, 1, 1L));
    node.prove(first);
    node.pong(first);
    TransportId second = node.accept(raw(SMALLER));
    node.until(2_000);

    assertThat(node.verdicts(second)).containsExactly("hold probing", "refuse unproven");
  }

  @Test
  void whoCannotProveDoesNotPushAsideWhoIsAboutTo() {
    TransportId zombie = node.accept(own(SMALLER, 1, 1, 1L));
    node.prove(zombie);
    TransportId restarted = node.accept(own(SMALLER, 2, 1, 1L));
    TransportId impostor = node.accept(raw(SMALLER));
    node.prove(restarted);

    assertThat(node.closed(impostor)).isEqualTo(CloseReason.REFUSED);
    assertThat(node.incumbent(SMALLER)).isEqualTo(restarted);
  }

  // What follows a promotion.

  @Test
  void inventedLivesDoNotPushAsideWhoIsAboutToProveItself() {
    TransportId frozen = node.accept(own(SMALLER, 1, 1, 1L));
    node.prove(frozen);
    node.pong(frozen);
    node.until(1_000);
    TransportId real = node.accept(own(SMALLER, 2, 1, 1L));
    TransportId invented = node.accept(own(SMALLER, 3, 1, 1L));
    node.prove(real);

    assertThat(node.incumbent(SMALLER)).isEqualTo(real);
    node.until(3_000);
    assertThat(node.closed(invented)).isEqualTo(CloseReason.REFUSED);
    assertThat(node.incumbent(SMALLER)).isEqualTo(real);
  }

  @Test
  void whoProvesItselfPassesInventedLivesThatCameBefore() {
    TransportId frozen = node.accept(own(SMALLER, 1, 1, 1L));
    node.prove(frozen);
    node.pong(frozen);
    node.until(1_000);
    TransportId invented = node.accept(own(SMALLER, 3, 1, 1L));
    TransportId real = node.accept(own(SMALLER, 2, 1, 1L));
    node.prove(real);

    assertThat(node.incumbent(SMALLER)).isEqualTo(real);
    assertThat(node.closed(invented)).isEqualTo(CloseReason.NEWER_CHALLENGER);
  }

  @Test
  void whoWaitsToProveItselfTakesASlotThatIsEmptied() {
    TransportId frozen = node.accept(own(SMALLER, 1, 1, 1L));
    node.prove(frozen);
    node.pong(frozen);
    node.until(1_000);
    TransportId first = node.accept(own(SMALLER, 3, 1, 1L));
    TransportId second = node.accept(own(SMALLER, 2, 1, 1L));
    node.take(new Input.Ended(first, CloseReason.REMOTE_CLOSED, Cause.none()));
    node.take(new Input.Ended(frozen, CloseReason.REMOTE_CLOSED, Cause.none()));
    node.prove(second);

    assertThat(node.incumbent(SMALLER)).isEqualTo(second);
  }

  @Test
  void whoNeverProvesWhatItSaidWhileAnotherWaitedIsRefused() {
    node.pong(node.accept(raw(SMALLER)));
    node.accept(raw(SMALLER));
    TransportId invented = node.accept(own(SMALLER, 2, 1, 1L));
    node.until(1_500);

    assertThat(node.closed(invented)).isEqualTo(CloseReason.REFUSED);
  }

  @Test
  void theReplacedTransportDrainsForASecondAndIsClosed() {
    TransportId first = answering(raw(SMALLER));
    node.accept(raw(SMALLER));
    node.until(500);
    assertThat(node.sent(Effect.Close.class)).isEmpty();
    node.until(1_499);
    assertThat(node.transport(first).state()).isEqualTo(State.DRAINING);
    node.until(1_500);

    assertThat(node.closed(first)).isEqualTo(CloseReason.REPLACED);
    assertThat(node.sent(Effect.Close.class)).containsExactly(new Effect.Close(first));
  }

  @Test
  void aTransportTakenForDeadThatSpeaksWhileItDrainsIsCountedOnce() {
    TransportId first = answering(raw(SMALLER));
    TransportId second = node.accept(raw(SMALLER));
    node.until(600);
    node.hear(first, new Frame.Ping());
    node.hear(first, new Frame.Ping());

    assertThat(node.told(MeshEvent.WrongPromotion.class))
        .containsExactly(new MeshEvent.WrongPromotion(Driver.ms(600), first, SMALLER));
    assertThat(node.peer(SMALLER).past().wrongPromotions()).isEqualTo(1);
    assertThat(node.incumbent(SMALLER)).isEqualTo(second);
  }

  @Test
  void lastWordsOfAnEarlierLifeAreNoWrongPromotion() {
    TransportId first = node.accept(own(SMALLER, 1, 1, 1L));
    node.prove(node.accept(own(SMALLER, 2, 1, 1L)));
    node.hear(first, new Frame.Ping());

    assertThat(node.told(MeshEvent.WrongPromotion.class)).isEmpty();
  }

  @Test
  void theFourthPromotionWithinAMinuteIsDampedUntilTheMinuteIsOver() {
    node.accept(raw(SMALLER));
    node.accept(raw(SMALLER));
    node.until(1_500);
    node.accept(raw(SMALLER));
    node.until(3_000);
    TransportId third = node.accept(raw(SMALLER));
    node.until(4_500);
    assertThat(node.told(MeshEvent.Promoted.class)).hasSize(3);
    TransportId last = node.accept(raw(SMALLER));
    node.until(61_499);
    assertThat(node.incumbent(SMALLER)).isEqualTo(third);
    assertThat(node.verdicts(last)).containsExactly("hold probing", "hold flapping");
    assertThat(node.told(MeshEvent.Flap.class))
        .containsExactly(new MeshEvent.Flap(Driver.ms(6_000), SMALLER, Kind.DIRECT, 3));
    node.until(61_500);

    assertThat(node.incumbent(SMALLER)).isEqualTo(last);
  }

  // Policies.

  @Test
  void theVerdictSaysWhatTheOtherPoliciesWouldHaveDone() {
    answering(raw(SMALLER));
    node.until(12_000);
    node.accept(raw(SMALLER));

    assertThat(node.told(MeshEvent.Judged.class).getFirst().alternatives())
        .extracting(it -> it.policy().rule().id() + ": " + Driver.brief(it))
        .containsExactly("last-seen: promote stale", "closed-flag: refuse duplicate");
  }

  @Test
  void anotherPolicyDecidesAtOnceOnWhoeverWaits() {
    TransportId first = answering(raw(SMALLER));
    TransportId second = node.accept(raw(SMALLER));
    Settings before = node.table.settings();
    node.take(
        new Input.SettingsWanted(
            new Settings(
                Policy.DEFAULT.with(Rule.CLOSED_FLAG),
                before.heartbeatIntervalNs(),
                before.heartbeatTimeoutNs())));

    assertThat(node.verdicts(second)).containsExactly("hold probing", "refuse duplicate");
    assertThat(node.incumbent(SMALLER)).isEqualTo(first);
  }

  /// Whom the user has us dial, whoever's id is the smaller.
  private TransportId asked(Handshake theirs) {
    node.take(new Input.DialWanted(THERE));
    TransportId id = node.sent(Effect.Dial.class).getLast().id();
    node.connected(id);
    node.greet(id, theirs);
    return id;
  }

  private TransportId answering(Handshake handshake) {
    TransportId id = node.join(handshake);
    node.pong(id);
    return id;
  }
}
