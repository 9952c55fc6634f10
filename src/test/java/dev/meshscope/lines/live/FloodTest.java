package dev.meshscope.lines.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.FloodSum;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.lines.Samples;
import dev.meshscope.lines.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FloodTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Endpoint HERE = new Endpoint("127.0.0.1", 4000);
  private static final Endpoint THERE = new Endpoint("127.0.0.1", 5000);
  private static final Subject NOBODY = new Subject(Samples.table(), Samples.table());

  private final List<MeshEvent> told = new ArrayList<>();
  private final Flood flood = Flood.forPrograms();
  private long nowNs = SECOND;
  private long number = 1;

  private TransportId comes() {
    TransportId id = new TransportId(number++);
    take(new MeshEvent.Accepted(nowNs, id, Kind.DIRECT, HERE, THERE, new Nonce("0".repeat(32))));
    return id;
  }

  private void goes(TransportId id, CloseReason reason) {
    take(new MeshEvent.Closed(nowNs, id, null, Direction.INBOUND, reason, Cause.none(), 5));
  }

  private void take(MeshEvent event) {
    take(event, NOBODY.after());
  }

  private void take(MeshEvent event, PeerTable table) {
    flood.take(event, table).forEach(one -> told.add(one.event()));
  }

  private @Nullable FloodSum due(long atNs) {
    Flood.Due due = flood.due(atNs, NOBODY.after());
    due.told().forEach(one -> told.add(one.event()));
    return due.sum();
  }

  private void flood() {
    for (int i = 0; i < 1_000; i++) {
      goes(comes(), i % 4 == 0 ? CloseReason.RESET : CloseReason.EMPTY_FRAME);
    }
  }

  @Test
  void aFewAreToldOneByOneAndNoneIsSummedUp() {
    for (int i = 0; i < Flood.STRAYS.atOnce(); i++) {
      goes(comes(), CloseReason.REMOTE_CLOSED);
    }

    assertThat(told).hasSize(100);
    assertThat(flood.dueNs()).isEmpty();
    assertThat(due(nowNs + SECOND)).isNull();
  }

  @Test
  void everyConnectionOfAFloodIsToldOrCountedAndOnlyOnce() {
    flood();

    long ends = told.stream().filter(MeshEvent.Closed.class::isInstance).count();
    assertThat(ends).isEqualTo(50);
    assertThat(flood.dueNs()).isEqualTo(OptionalLong.of(nowNs + SECOND));
    assertThat(due(nowNs + SECOND - 1)).isNull();
    assertThat(due(nowNs + SECOND))
        .isEqualTo(
            new FloodSum(
                nowNs + SECOND,
                Map.of(CloseReason.RESET, 237, CloseReason.EMPTY_FRAME, 713),
                0,
                0));
    assertThat(flood.dueNs()).isEmpty();
  }

  @Test
  void whileAFloodLastsNobodyIsToldAndAfterItEverybodyAgain() {
    flood();
    told.clear();
    for (int i = 0; i < 1_000; i++) {
      nowNs += SECOND / 100;
      goes(comes(), CloseReason.RESET);
    }
    assertThat(told).isEmpty();

    nowNs += 10 * SECOND;
    goes(comes(), CloseReason.RESET);
    assertThat(told).hasSize(2);
  }

  /// One that knocks now and then is no flood, whatever it began with: what ends for a reason that
  /// somebody is looking for must not hide behind it.
  @Test
  void whoKnocksNowAndThenDoesNotKeepAFloodUp() {
    flood();
    told.clear();
    for (int i = 0; i < 4; i++) {
      nowNs += 5 * SECOND;
      goes(comes(), CloseReason.BAD_HANDSHAKE);
    }

    // Those of the first ten seconds are counted: it was not over.
    assertThat(told).hasSize(4);
    FloodSum sum = due(nowNs);
    assertThat(sum).isNotNull();
    assertThat(sum.reasons()).containsEntry(CloseReason.BAD_HANDSHAKE, 2);
  }

  @Test
  void whoTakesASlotInAFloodIsToldFromItsBeginning() {
    flood();
    told.clear();
    TransportId honest = comes();
    take(new MeshEvent.HandshakeReceived(nowNs, honest, Samples.handshake(), false));
    assertThat(told).isEmpty();
    take(new MeshEvent.Live(nowNs, honest, Samples.PEER, Reason.FIRST, -1));
    goes(honest, CloseReason.RESET);

    assertThat(told)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Accepted", "HandshakeReceived", "Live", "Closed");
  }

  private MeshEvent alarm(TransportId on) {
    return new MeshEvent.IdentityAlarm(
        nowNs, Samples.PEER, on, new PublicKey("A".repeat(43)), new PublicKey("B".repeat(43)));
  }

  @Test
  void theFirstAlarmOfAPeerThatIsHereIsNeverHeldBack() {
    TransportId its = new TransportId(1_000_000);
    PeerTable here = NOBODY.after();
    for (MeshEvent event :
        List.of(
            new MeshEvent.Accepted(nowNs, its, Kind.DIRECT, HERE, THERE, new Nonce("0".repeat(32))),
            new MeshEvent.HandshakeReceived(nowNs, its, Samples.handshake(), false),
            new MeshEvent.Live(nowNs, its, Samples.PEER, Reason.FIRST, -1))) {
      here = here.apply(event);
    }
    flood();
    MeshEvent alarm = alarm(comes());
    told.clear();
    take(alarm, here.apply(alarm));
    assertThat(told).containsExactly(alarm);

    told.clear();
    take(alarm, here.apply(alarm));
    assertThat(told).isEmpty();
  }

  @Test
  void alarmsOfPeersThatWereNeverHereAreBoundedLikeTheRest() {
    MeshEvent calm = alarm(comes());
    take(calm);
    assertThat(told).contains(calm);

    flood();
    MeshEvent amidst = alarm(comes());
    take(amidst);
    assertThat(told).doesNotContain(amidst);
  }

  @Test
  void whatIsTurnedAwayIsToldAtOnceAndThenOnceASecondAsOneNumberForEachLimit() {
    MeshEvent first = turnedAway(nowNs, 1, "10.0.0.1");
    take(first);
    take(turnedAway(nowNs + 1, 1, "10.0.0.2"));
    take(turnedAway(nowNs + 2, 2, "10.0.0.3"));
    assertThat(told).containsExactly(first);
    assertThat(due(nowNs + SECOND)).isNull();

    assertThat(told).containsExactly(first, turnedAway(nowNs + 2, 3, "10.0.0.3"));
  }

  private static MeshEvent turnedAway(long atNs, int count, String example) {
    return new MeshEvent.TurnedAway(atNs, Limits.Which.PENDING_HANDSHAKES, count, example);
  }

  @Test
  void theLastSumDoesNotWaitForItsTime() {
    flood();

    assertThat(flood.last(nowNs, NOBODY.after()).sum())
        .extracting(FloodSum::connections)
        .isEqualTo(950);
  }
}
