package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Endpoint;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EarshotTest {
  private static final NodeId ME = new NodeId("40000000-0000-7000-8000-000000000001");
  private static final NodeId PEER = new NodeId("50000000-0000-7000-8000-00000000000a");
  private static final LanAddress ETH =
      new LanAddress("eth0", InetAddress.ofLiteral("192.168.1.5"), 24);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Earshot earshot =
      new Earshot(LanProcess.self(ME, "me", Group.DEFAULT), ETH, LanTimings.DEFAULT);

  private static MdnsEntry entry(NodeId id, int port, long stamp, String... addresses) {
    return new MdnsEntry(
        id.text(),
        Optional.of(new MdnsEntry.Service("host.local.", port, stamp)),
        Optional.of(new TxtRecord(Map.of("node-id", id.text(), "node-name", "peer"))),
        List.of(addresses).stream().map(InetAddress::ofLiteral).toList());
  }

  private static MdnsEntry entry(long stamp) {
    return entry(PEER, 4711, stamp, "192.168.1.7");
  }

  private List<Endpoint> seen(long second, MdnsEntry... cache) {
    return earshot.listen(List.of(cache), second * SECOND).values().stream()
        .flatMap(peer -> peer.addresses().stream())
        .toList();
  }

  private List<String> asked(long second, MdnsEntry... cache) {
    return earshot.doubtful(List.of(cache), second * SECOND).stream()
        .map(MdnsEntry::instance)
        .toList();
  }

  private static Endpoint at(int port) {
    return new Endpoint("192.168.1.7", port);
  }

  @Test
  void aPeerIsInSightWhenAllOfItWasHeard() {
    MdnsEntry whole = entry(1);
    MdnsEntry name = new MdnsEntry(PEER.text(), Optional.empty(), Optional.empty(), List.of());
    MdnsEntry noAddress = new MdnsEntry(PEER.text(), whole.service(), whole.txt(), List.of());

    assertThat(seen(0, name)).isEmpty();
    assertThat(asked(0, name)).containsExactly(PEER.text());
    assertThat(seen(1, noAddress)).isEmpty();
    assertThat(asked(1, noAddress)).containsExactly(PEER.text());
    assertThat(seen(2, whole)).containsExactly(at(4711));
    assertThat(asked(2, whole)).isEmpty();
  }

  @Test
  void aRestartedPeerIsSeenWithItsNewPort() {
    assertThat(seen(0, entry(PEER, 4711, 1, "192.168.1.7"))).containsExactly(at(4711));
    assertThat(seen(1, entry(PEER, 4712, 2, "192.168.1.7"))).containsExactly(at(4712));
  }

  @Test
  void whatIsGoneFromTheCacheIsOutOfSight() {
    assertThat(seen(0, entry(1))).isNotEmpty();
    assertThat(seen(1)).isEmpty();
  }

  @Test
  void whoIsNotHeardAgainIsAskedAndThenLostHoweverLongItsRecordsLive() {
    assertThat(seen(0, entry(1))).isNotEmpty();
    assertThat(asked(25, entry(1))).isEmpty();
    assertThat(asked(26, entry(1))).containsExactly(PEER.text());
    assertThat(seen(65, entry(1))).isNotEmpty();
    assertThat(seen(66, entry(1))).isEmpty();
    assertThat(seen(4_000, entry(1))).isEmpty();
    assertThat(asked(4_000, entry(1))).isEmpty();
  }

  @Test
  void whoIsHeardAgainStaysAndComesBack() {
    assertThat(seen(0, entry(1))).isNotEmpty();
    assertThat(seen(60, entry(2))).isNotEmpty();
    assertThat(seen(125, entry(2))).isNotEmpty();
    assertThat(seen(126, entry(2))).isEmpty();
    assertThat(seen(200, entry(3))).isNotEmpty();
  }

  @Test
  void nobodyIsLostOnlyBecauseTheCacheWasEmptied() {
    assertThat(seen(0, entry(1))).isNotEmpty();
    earshot.hold(20 * SECOND);
    assertThat(seen(20)).containsExactly(at(4711));
    assertThat(seen(29)).containsExactly(at(4711));
    assertThat(seen(30)).isEmpty();
  }

  @Test
  void howeverOftenItIsEmptiedTheDeadAreLost() {
    assertThat(seen(0, entry(1))).isNotEmpty();
    for (int second = 1; second <= 70; second++) {
      earshot.hold(second * SECOND);
    }
    assertThat(seen(65)).isNotEmpty();
    assertThat(seen(66)).isEmpty();
  }

  @Test
  void whoWasInSightBeforeASleepStaysIfItAnswersAfterIt() {
    assertThat(seen(0, entry(1))).isNotEmpty();
    earshot.forgive(1_000 * SECOND);
    earshot.hold(1_000 * SECOND);
    assertThat(seen(1_000)).containsExactly(at(4711));
    assertThat(seen(1_001, entry(2))).containsExactly(at(4711));
    assertThat(seen(1_060, entry(2))).containsExactly(at(4711));
  }

  @Test
  void whoWasInSightBeforeASleepIsLostIfItDoesNotAnswerAfterIt() {
    assertThat(seen(0, entry(1))).isNotEmpty();
    earshot.forgive(1_000 * SECOND);
    earshot.hold(1_000 * SECOND);
    assertThat(seen(1_009)).containsExactly(at(4711));
    assertThat(seen(1_010)).isEmpty();
  }

  @Test
  void weAreNotOurOwnPeerAndNotIgnoredEither() {
    assertThat(seen(0, entry(ME, 4711, 1, "192.168.1.5"))).isEmpty();
    assertThat(earshot.ignored()).isZero();
    assertThat(asked(100, entry(ME, 4711, 1))).isEmpty();
  }

  @Test
  void whatIsNoNodeIsIgnoredCountedAndNeverAskedFor() {
    MdnsEntry liar =
        new MdnsEntry(
            PEER.text(),
            entry(1).service(),
            Optional.of(new TxtRecord(Map.of("node-id", ME.text()))),
            entry(1).addresses());
    MdnsEntry renamed =
        new MdnsEntry(PEER + " (2)", entry(1).service(), entry(1).txt(), entry(1).addresses());
    MdnsEntry nowhere = entry(PEER, 4711, 1, "127.0.0.1");
    MdnsEntry half = new MdnsEntry("printer", Optional.empty(), Optional.empty(), List.of());

    assertThat(seen(0, liar, renamed, nowhere, half)).isEmpty();
    assertThat(earshot.ignored()).isEqualTo(3);
    assertThat(asked(0, renamed, half)).isEmpty();
    assertThat(seen(1)).isEmpty();
    assertThat(earshot.ignored()).isZero();
  }

  @Test
  void whoComesWhenThereAreTooManyIsNotTakenAndNobodyElseLeavesForIt() {
    assertThat(earshot.listen(crowd(0, 1), 0)).hasSize(Earshot.MOST);
    assertThat(earshot.ignored()).isEqualTo(10);
    List<MdnsEntry> more = crowd(0, 1);
    more.addFirst(entry(1));

    assertThat(earshot.listen(more, 1)).hasSize(Earshot.MOST).doesNotContainKey(PEER);
    assertThat(earshot.ignored()).isEqualTo(11);
  }

  @Test
  void whoFellSilentTakesNoRoom() {
    earshot.listen(crowd(0, 1), 0);
    List<MdnsEntry> more = crowd(0, 1);
    more.addLast(entry(1));
    earshot.listen(more, 66 * SECOND);

    assertThat(earshot.listen(more, 67 * SECOND)).containsKey(PEER);
  }

  private static List<MdnsEntry> crowd(int from, long stamp) {
    List<MdnsEntry> crowd = new ArrayList<>();
    IntStream.range(from, from + Earshot.MOST + 10)
        .mapToObj("60000000-0000-7000-8000-%012d"::formatted)
        .forEach(id -> crowd.add(entry(new NodeId(id), 1, stamp, "192.168.1.7")));
    return crowd;
  }
}
