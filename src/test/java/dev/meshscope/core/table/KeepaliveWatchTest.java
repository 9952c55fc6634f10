package dev.meshscope.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.KernelView.Flight;
import dev.meshscope.core.link.KernelView.NotSampled;
import dev.meshscope.core.link.KernelView.Sampled;
import dev.meshscope.core.link.KernelView.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The series were read from Linux sockets on loopback, keepalive 1 s, four readings a second.
class KeepaliveWatchTest {

  private static final long START_NS = TimeUnit.SECONDS.toNanos(1000);

  private static final String IDLE =
      """
      0 0 0 0 0
      250 0 252 252 252
      501 0 500 500 500
      751 0 752 752 752
      1001 0 1004 1004 1004
      1252 0 1252 228 1252
      1502 0 1504 480 1504
      1752 0 1752 728 1752
      2003 0 2004 980 2004
      2253 0 2252 204 2252
      """;

  private static final String ANSWERED_PING =
      """
      2503 0 0 0 2504
      2754 0 252 252 252
      3004 0 500 500 500
      3254 0 752 752 752
      3505 0 1000 1000 1000
      3755 0 1252 236 1252
      """;

  private static final String STOPPED =
      """
      4506 0 2004 988 2004
      4756 0 2252 212 2252
      5007 0 2504 464 2504
      5257 0 2752 712 2752
      5507 0 3004 964 3004
      5760 0 3256 192 3256
      6010 1 0 444 3508
      6260 0 248 200 3756
      6511 0 500 452 4008
      6761 0 748 700 4256
      7011 0 1000 952 4508
      7261 0 1252 192 4760
      """;

  @Test
  void theFirstReadingCountsNothing() {
    RawTcpInfo raw = new RawTcpInfo(1, 2, 3, 4, 2, 500, 700, 900, 33);
    Sampled first =
        new Sampled(
            START_NS,
            0,
            START_NS - TimeUnit.MILLISECONDS.toNanos(700),
            2,
            4,
            1,
            3,
            2,
            new Flight.Stuck(START_NS, START_NS),
            33);

    assertThat(KeepaliveWatch.next(new NotSampled(), raw, START_NS)).isEqualTo(first);
    assertThat(KeepaliveWatch.next(new Unavailable(new Cause.Said("not Linux")), raw, START_NS))
        .isEqualTo(first);
  }

  @Test
  void onAnIdleConnectionEachFallIsOneAnsweredProbe() {
    assertThat(answered(IDLE)).containsExactly(0L, 0L, 0L, 0L, 0L, 1L, 1L, 1L, 1L, 2L);
  }

  @Test
  void theSameCountComesOutOfOneReadingASecond() {
    assertThat(
            answered(
                "0 0 0 0 0\n1001 0 1004 1004 1004\n2003 0 2004 980 2004\n3005 0 3004 956 3004"))
        .containsExactly(0L, 0L, 1L, 2L);
  }

  @Test
  void theInstantOfTheAnswerStandsStillUntilTheNextOne() {
    List<Sampled> views = watch(IDLE);

    assertThat(views.subList(5, 9))
        .extracting(Sampled::lastAnsweredNs)
        .containsOnly(at(1252 - 228));
    assertThat(views.getLast().lastAnsweredNs()).isEqualTo(at(2253 - 204));
  }

  @Test
  void anAnsweredPingIsNoAnsweredKeepalive() {
    assertThat(answered(IDLE + ANSWERED_PING)).endsWith(2L, 2L, 2L, 2L, 2L, 2L, 3L);
  }

  @Test
  void incomingDataExplainsAnAcknowledgement() {
    assertThat(answered("0 0 5000 400 5000\n1000 0 6000 300 300")).containsExactly(0L, 0L);
  }

  @Test
  void theKernelOfAStoppedProcessStillAnswers() {
    assertThat(answered(STOPPED).subList(0, 7)).containsExactly(0L, 1L, 1L, 1L, 1L, 2L, 2L);
  }

  @Test
  void theAcknowledgementOfAPingToAStoppedProcessIsNoAnsweredKeepalive() {
    assertThat(answered(STOPPED).subList(6, 12)).containsExactly(2L, 2L, 2L, 2L, 2L, 3L);
    assertThat(watch(STOPPED).get(7).lastAnsweredNs()).isEqualTo(at(6260 - 200));
  }

  @Test
  void aPingSentAndAcknowledgedBetweenTwoReadingsIsNoAnsweredKeepalive() {
    assertThat(answered("0 0 3000 900 3000\n1000 0 700 660 4000")).containsExactly(0L, 0L);
  }

  @Test
  void unansweredProbesAreTakenAsTheKernelCountsThem() {
    Sampled first = KeepaliveWatch.next(new NotSampled(), silent(0, 900), START_NS);
    Sampled second = KeepaliveWatch.next(first, silent(2, 2900), at(2000));

    assertThat(second)
        .isEqualTo(
            new Sampled(
                at(2000),
                0,
                first.lastAnsweredNs(),
                2,
                0,
                0,
                0,
                0,
                new Flight.Stuck(at(2000), at(2000)),
                33));
  }

  @Test
  void whatWasSentAgainTwiceIsStuckUntilNothingIsMissingForAWhile() {
    RawTcpInfo clear = inFlight(0, 0, 0);
    assertThat(
            flights(inFlight(3, 1, 0), inFlight(3, 2, 0), inFlight(5, 4, 2), clear, clear, clear))
        .containsExactly(
            new Flight.Moving(),
            new Flight.Stuck(at(1000), at(1000)),
            new Flight.Stuck(at(1000), at(2000)),
            new Flight.Stuck(at(1000), at(2000)),
            new Flight.Stuck(at(1000), at(2000)),
            new Flight.Moving());
  }

  @Test
  void aCountThatBeginsAnewBecauseSomethingLaterArrivedEndsNothing() {
    assertThat(flights(inFlight(3, 2, 0), inFlight(4, 0, 1), inFlight(4, 1, 1)))
        .extracting(flight -> ((Flight.Stuck) flight).sinceNs())
        .containsOnly(at(0));
  }

  @Test
  void probesThatAreCountedAnewBecauseSomethingCameAreStillUnanswered() {
    assertThat(flights(silent(2, 900), silent(0, 100), silent(0, 1100), silent(2, 2100)))
        .extracting(flight -> ((Flight.Stuck) flight).sinceNs())
        .containsOnly(at(0));
  }

  @Test
  void aTimerThatBackedOffWithNothingInFlightMissesNothing() {
    assertThat(flights(inFlight(0, 5, 0))).containsExactly(new Flight.Moving());
  }

  private static RawTcpInfo inFlight(int unacked, int again, int sacked) {
    return new RawTcpInfo(again, 0, again, unacked, sacked, 0, 0, 0, 33);
  }

  /// One reading a second.
  private static List<Flight> flights(RawTcpInfo... readings) {
    List<Flight> flights = new ArrayList<>();
    KernelView view = new NotSampled();
    for (RawTcpInfo raw : readings) {
      Sampled next = KeepaliveWatch.next(view, raw, at(1000L * flights.size()));
      flights.add(next.flight());
      view = next;
    }
    return flights;
  }

  private static RawTcpInfo silent(int probes, long millis) {
    return new RawTcpInfo(0, probes, 0, 0, 0, millis, millis, millis, 33);
  }

  private static List<Long> answered(String series) {
    return watch(series).stream().map(Sampled::keepalivesAnswered).toList();
  }

  /// Each line: time, segments in flight, milliseconds since data was sent, acknowledged, received.
  private static List<Sampled> watch(String series) {
    List<Sampled> views = new ArrayList<>();
    KernelView view = new NotSampled();
    for (String line : series.lines().toList()) {
      long[] n = java.util.Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
      Sampled next =
          KeepaliveWatch.next(
              view, new RawTcpInfo(0, 0, 0, n[1], 0, n[2], n[3], n[4], 34), at(n[0]));
      views.add(next);
      view = next;
    }
    return views;
  }

  private static long at(long millis) {
    return START_NS + TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
