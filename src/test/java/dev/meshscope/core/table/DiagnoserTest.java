package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.ms;
import static dev.meshscope.core.table.Driver.own;
import static dev.meshscope.core.table.Driver.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The link is live at 0, its first ping answered at 20 ms where a test does not say otherwise.
class DiagnoserTest {

  private static final NodeId PEER = Driver.SMALLER;

  private final Driver node = new Driver();

  @Test
  void aLinkThatAnswersIsHealthy() {
    TransportId id = answering();
    kernel(id, 500, 0, 0, 0, 400);

    assertThat(findingAt(id, 1_000))
        .isEqualTo(
            new Finding(
                Diagnosis.HEALTHY,
                List.of(
                    new Fact(Fact.Key.SILENT, TimeUnit.MILLISECONDS.toNanos(980)),
                    new Fact(Fact.Key.ROUND_TRIPS, 1),
                    new Fact(Fact.Key.KERNEL_ANSWERED, TimeUnit.MILLISECONDS.toNanos(600)),
                    new Fact(Fact.Key.KEEPALIVES_MISSED, 0),
                    new Fact(Fact.Key.UNACKED, 0),
                    new Fact(Fact.Key.RETRANSMITS, 0),
                    new Fact(Fact.Key.BACKOFF, 0))));
  }

  @Test
  void nothingHeardForTheHeartbeatIntervalIsQuiet() {
    TransportId id = answering();

    assertThat(at(id, 10_019)).isEqualTo(Diagnosis.HEALTHY);
    assertThat(at(id, 10_020)).isEqualTo(Diagnosis.QUIET);
    node.until(10_020);
    assertThat(node.transport(id).state()).isEqualTo(State.QUIET);
    assertThat(at(id, 10_021)).isEqualTo(Diagnosis.QUIET);
  }

  @Test
  void aQuietLinkThatIsHeardAgainIsHealthy() {
    TransportId id = answering();
    node.until(10_030);
    node.pong(id);

    assertThat(at(id, 10_031)).isEqualTo(Diagnosis.HEALTHY);
  }

  @Test
  void aProgramThatIsSilentWhileItsKernelAnswersIsFrozen() {
    TransportId id = answering();
    pingAt(id, 5_000);
    kernel(id, 8_000, 0, 0, 0, 7_900);

    assertThat(at(id, 7_500)).isEqualTo(Diagnosis.HEALTHY);
    assertThat(at(id, 7_501)).isEqualTo(Diagnosis.FROZEN);
    assertThat(findingAt(id, 8_100).facts())
        .contains(
            new Fact(Fact.Key.PING_OUT, TimeUnit.MILLISECONDS.toNanos(3_100)),
            new Fact(Fact.Key.PINGS_OUT, 1),
            new Fact(Fact.Key.KERNEL_ANSWERED, TimeUnit.MILLISECONDS.toNanos(200)));
  }

  @Test
  void aKernelThatAnsweredOnlyBeforeThePingProvesNothing() {
    TransportId id = answering();
    pingAt(id, 5_000);
    kernel(id, 8_000, 1, 1, 0, 5_000);

    assertThat(at(id, 8_100)).isEqualTo(Diagnosis.QUIET);
  }

  @Test
  void aFrameThatCrossedThePingDoesNotHideAFrozenProgram() {
    TransportId id = answering();
    pingAt(id, 5_000);
    hearAt(id, 5_200);
    kernel(id, 8_000, 0, 0, 0, 7_900);

    assertThat(at(id, 7_700)).isEqualTo(Diagnosis.QUIET);
    assertThat(at(id, 7_701)).isEqualTo(Diagnosis.FROZEN);
  }

  @Test
  void aPongThatTakesLongerThanOurPatienceIsAwaitedAsLongAsTheLoopLags() {
    TransportId id = answering();
    pingAt(id, 5_000);
    node.take(new Input.Lagged(TimeUnit.SECONDS.toNanos(10)));
    kernel(id, 8_000, 0, 0, 0, 7_900);

    assertThat(at(id, 8_100)).isEqualTo(Diagnosis.HEALTHY);
  }

  @Test
  void whereTheKernelIsUnknownAnOverduePongIsOnlyQuiet() {
    TransportId id = answering();
    pingAt(id, 5_000);

    Finding finding = findingAt(id, 9_000);
    assertThat(finding.diagnosis()).isEqualTo(Diagnosis.QUIET);
    assertThat(finding.facts()).contains(new Fact(Fact.Key.KERNEL_UNKNOWN, 0));

    node.take(
        new Input.Sampled(id, new KernelView.Unavailable(new Cause.Said("not on this system"))));
    assertThat(findingAt(id, 9_000)).isEqualTo(finding);
  }

  @Test
  void twoMissedKeepalivesAreADeadPath() {
    TransportId id = answering();
    kernel(id, 2_000, 1, 0, 0, 20);
    assertThat(at(id, 2_000)).isEqualTo(Diagnosis.HEALTHY);
    kernel(id, 3_000, 2, 0, 0, 20);

    assertThat(at(id, 3_000)).isEqualTo(Diagnosis.PATH_DEAD);
    assertThat(findingAt(id, 3_000).facts()).contains(new Fact(Fact.Key.KEEPALIVES_MISSED, 2));
  }

  @Test
  void dataSentAgainInVainWhileNothingComesIsADeadPath() {
    TransportId id = answering();
    pingAt(id, 5_000);
    kernel(id, 5_700, 0, 1, 1, 5_000);
    assertThat(at(id, 5_700)).isEqualTo(Diagnosis.HEALTHY);
    stuck(id, 6_500, 6_500, 0, 5_000);

    assertThat(at(id, 6_500)).isEqualTo(Diagnosis.PATH_DEAD);
    stuck(id, 10_500, 6_500, 0, 5_000);
    assertThat(at(id, 10_500)).isEqualTo(Diagnosis.PATH_DEAD);
  }

  /// A frame of the peer every three seconds, as on a path that swallows long packets only: the
  /// diagnosis is not to swing with it.
  @Test
  void dataInVainWhileFramesComeNowAndThenStaysOneWay() {
    TransportId id = answering();
    hearAt(id, 4_900);
    pingAt(id, 5_000);
    stuck(id, 6_500, 6_500, 0, 5_000);
    assertThat(at(id, 6_500)).isEqualTo(Diagnosis.PATH_DEAD);

    hearAt(id, 8_000);
    assertThat(at(id, 8_001)).isEqualTo(Diagnosis.ONE_WAY);
    stuck(id, 9_500, 6_500, 0, 8_000);
    assertThat(at(id, 9_500)).isEqualTo(Diagnosis.ONE_WAY);
    stuck(id, 10_900, 6_500, 0, 8_000);
    assertThat(at(id, 10_900)).isEqualTo(Diagnosis.ONE_WAY);
    hearAt(id, 11_000);
    assertThat(at(id, 11_001)).isEqualTo(Diagnosis.ONE_WAY);
  }

  @Test
  void aKernelThatAnswersWhileDataIsStuckIsNoDeadPath() {
    TransportId id = answering();
    pingAt(id, 5_000);
    stuck(id, 7_500, 6_500, 0, 7_400);

    assertThat(at(id, 7_500)).isEqualTo(Diagnosis.ONE_WAY);
  }

  @Test
  void probesInVainWhileAPingIsOutAndFramesComeAreOneWay() {
    TransportId id = answering();
    pingAt(id, 5_000);
    kernel(id, 6_500, 2, 0, 0, 5_000);
    assertThat(at(id, 6_500)).isEqualTo(Diagnosis.PATH_DEAD);
    hearAt(id, 7_000);

    assertThat(at(id, 7_001)).isEqualTo(Diagnosis.ONE_WAY);
  }

  @Test
  void aPathThatTakesLaterSegmentsAndNotTheFirstLeaks() {
    TransportId id = answering();
    pingAt(id, 5_000);
    stuck(id, 6_500, 6_500, 2, 5_000);

    assertThat(at(id, 6_500)).isEqualTo(Diagnosis.PATH_LEAKS);
    assertThat(findingAt(id, 6_500).facts()).contains(new Fact(Fact.Key.SACKED, 2));
    hearAt(id, 8_000);
    assertThat(at(id, 8_001)).isEqualTo(Diagnosis.PATH_LEAKS);
  }

  @Test
  void aPongOfALaterPingShowsThatNothingIsStuckAnyMore() {
    TransportId id = answering();
    stuck(id, 6_500, 6_500, 0, 5_000);
    pingAt(id, 6_600);
    assertThat(at(id, 6_600)).isEqualTo(Diagnosis.PATH_DEAD);
    node.pong(id);

    assertThat(at(id, 6_601)).isEqualTo(Diagnosis.HEALTHY);
  }

  @Test
  void retransmissionsOfWhatWasAcknowledgedSinceMeanNothing() {
    TransportId id = answering();
    kernel(id, 5_000, 0, 0, 4, 4_900);

    assertThat(at(id, 5_000)).isEqualTo(Diagnosis.HEALTHY);
  }

  @Test
  void aDeadPathThatSpokeAfterTheKernelWasLookedAtIsNotDead() {
    TransportId id = answering();
    kernel(id, 3_000, 2, 0, 0, 20);
    hearAt(id, 3_001);

    assertThat(at(id, 3_002)).isEqualTo(Diagnosis.HEALTHY);
  }

  @Test
  void aFrozenProgramWhosePathDiesIsPathDead() {
    TransportId id = answering();
    pingAt(id, 5_000);
    kernel(id, 8_000, 0, 0, 0, 7_900);
    assertThat(at(id, 8_000)).isEqualTo(Diagnosis.FROZEN);
    kernel(id, 10_500, 2, 0, 0, 7_900);

    assertThat(at(id, 10_500)).isEqualTo(Diagnosis.PATH_DEAD);
  }

  @Test
  void framesThatComeWhenThePongIsOverdueAreOneWay() {
    TransportId id = answering();
    pingAt(id, 5_000);
    hearAt(id, 7_500);
    assertThat(at(id, 7_501)).isEqualTo(Diagnosis.QUIET);
    hearAt(id, 7_502);

    assertThat(at(id, 7_502)).isEqualTo(Diagnosis.ONE_WAY);
  }

  @Test
  void dataInVainWhileFramesArriveIsOneWayAndNotADeadPath() {
    TransportId id = answering();
    pingAt(id, 5_000);
    hearAt(id, 8_000);
    stuck(id, 8_100, 6_000, 0, 8_000);

    assertThat(at(id, 8_100)).isEqualTo(Diagnosis.ONE_WAY);
  }

  @Test
  void aOneWayLinkThatFallsSilentAltogetherIsFrozen() {
    TransportId id = answering();
    pingAt(id, 5_000);
    hearAt(id, 8_000);
    pingAt(id, 9_000);
    kernel(id, 12_000, 0, 0, 0, 11_900);

    assertThat(at(id, 11_500)).isEqualTo(Diagnosis.ONE_WAY);
    assertThat(at(id, 11_501)).isEqualTo(Diagnosis.FROZEN);
  }

  @Test
  void aDeployedPeerThatNeverAnsweredAPingCannotSend() {
    TransportId id = node.accept(raw(PEER));
    kernel(id, 2_900, 0, 0, 0, 2_800);

    assertThat(at(id, 3_000)).isEqualTo(Diagnosis.HEALTHY);
    assertThat(at(id, 3_001)).isEqualTo(Diagnosis.REMOTE_CANNOT_SEND);
    assertThat(findingAt(id, 3_001).facts()).contains(new Fact(Fact.Key.ROUND_TRIPS, 0));
  }

  @Test
  void framesWithoutAnyPongEverMeanThatTheRemoteCannotSend() {
    TransportId id = node.join(own(PEER, 1, 1));
    hearAt(id, 2_900);

    assertThat(at(id, 3_001)).isEqualTo(Diagnosis.REMOTE_CANNOT_SEND);
  }

  @Test
  void aMeshscopePeerThatNeverSaidAWordAfterItsHandshakeIsFrozen() {
    TransportId id = node.join(own(PEER, 1, 1));
    kernel(id, 2_600, 0, 0, 0, 2_500);

    assertThat(at(id, 2_500)).isEqualTo(Diagnosis.HEALTHY);
    assertThat(at(id, 2_501)).isEqualTo(Diagnosis.FROZEN);
  }

  @Test
  void aReplacedLinkIsClosing() {
    TransportId first = node.join(own(PEER, 1, 1));
    node.pong(first);
    node.stallUntil(1_000);
    TransportId second = node.accept(own(PEER, 2, 1));
    node.prove(second);

    assertThat(findingAt(first, 1_250))
        .isEqualTo(
            new Finding(
                Diagnosis.CLOSING,
                List.of(
                    new Fact(Fact.Key.SILENT, TimeUnit.MILLISECONDS.toNanos(1_250)),
                    new Fact(Fact.Key.PING_OUT, TimeUnit.MILLISECONDS.toNanos(250)),
                    new Fact(Fact.Key.PINGS_OUT, 1),
                    new Fact(Fact.Key.ROUND_TRIPS, 1),
                    new Fact(Fact.Key.KERNEL_UNKNOWN, 0),
                    new Fact(Fact.Key.REPLACED, TimeUnit.MILLISECONDS.toNanos(250)))));
  }

  @Test
  void aLinkThatIsStillBeingOpenedIsQuiet() {
    TransportId id = node.accept();

    assertThat(at(id, 10)).isEqualTo(Diagnosis.QUIET);
  }

  @Test
  void theTimeBeforeAClockJumpIsHeldAgainstNobody() {
    TransportId id = answering();
    pingAt(id, 5_000);
    node.stallUntil(60_000);
    node.take(new Input.ClockJumped(TimeUnit.SECONDS.toNanos(55)));

    assertThat(at(id, 60_001)).isEqualTo(Diagnosis.HEALTHY);
  }

  @Test
  void everyKeyHasAnIdOfItsOwn() {
    assertThat(Fact.Key.values())
        .extracting(Fact.Key::id)
        .doesNotHaveDuplicates()
        .contains("ping-out");
    assertThat(Diagnosis.values()).extracting(Diagnosis::id).contains("path-dead");
  }

  private TransportId answering() {
    TransportId id = node.accept(raw(PEER));
    node.stallUntil(20);
    node.pong(id);
    return id;
  }

  private void pingAt(TransportId id, long millis) {
    node.stallUntil(millis);
    node.take(new Input.PingWanted(id));
  }

  private void hearAt(TransportId id, long millis) {
    node.stallUntil(millis);
    node.hear(id, new Frame.NodeStats(1, 2, 3, 4));
  }

  /// A look into the kernel.
  private void kernel(
      TransportId id, long atMillis, int missed, int unacked, int again, long answeredMillis) {
    node.stallUntil(atMillis);
    node.take(
        new Input.Sampled(
            id,
            new KernelView.Sampled(
                ms(atMillis),
                3,
                ms(answeredMillis),
                missed,
                unacked,
                again,
                again,
                0,
                missed < 2
                    ? new KernelView.Flight.Moving()
                    : new KernelView.Flight.Stuck(ms(atMillis), ms(atMillis)),
                33)));
  }

  /// A look into the kernel, which has sent a segment again and again.
  private void stuck(
      TransportId id, long atMillis, long sinceMillis, int sacked, long answeredMillis) {
    node.stallUntil(atMillis);
    node.take(
        new Input.Sampled(
            id,
            new KernelView.Sampled(
                ms(atMillis),
                3,
                ms(answeredMillis),
                0,
                3,
                2,
                2,
                sacked,
                new KernelView.Flight.Stuck(ms(sinceMillis), ms(atMillis)),
                33)));
  }

  private Diagnosis at(TransportId id, long millis) {
    return findingAt(id, millis).diagnosis();
  }

  private Finding findingAt(TransportId id, long millis) {
    return Diagnoser.diagnose(node.transport(id), node.table, ms(millis));
  }
}
