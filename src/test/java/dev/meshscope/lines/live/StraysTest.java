package dev.meshscope.lines.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
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
import org.junit.jupiter.api.Test;

class StraysTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Endpoint HERE = new Endpoint("127.0.0.1", 4000);
  private static final Endpoint THERE = new Endpoint("127.0.0.1", 5000);
  private static final Subject NOBODY = new Subject(Samples.table(), Samples.table());

  private final List<MeshEvent> told = new ArrayList<>();
  private final Strays strays = new Strays((subject, event) -> told.add(event));
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
    strays.take(NOBODY, event);
  }

  private void flood() {
    for (int i = 0; i < 1_000; i++) {
      goes(comes(), i % 4 == 0 ? CloseReason.RESET : CloseReason.EMPTY_FRAME);
    }
  }

  @Test
  void aFewAreToldOneByOneAndNoneIsSummedUp() {
    for (int i = 0; i < 100; i++) {
      goes(comes(), CloseReason.REMOTE_CLOSED);
    }

    assertThat(told).hasSize(200);
    assertThat(strays.dueNs()).isEmpty();
    assertThat(strays.sum(nowNs)).isNull();
  }

  @Test
  void everyConnectionOfAFloodIsToldOrCountedAndOnlyOnce() {
    flood();

    long ends = told.stream().filter(MeshEvent.Closed.class::isInstance).count();
    assertThat(told).hasSizeLessThanOrEqualTo(Strays.BURST + 1);
    assertThat(strays.dueNs()).isEqualTo(OptionalLong.of(nowNs + SECOND));
    Strays.Sum sum = strays.sum(nowNs + SECOND);
    assertThat(sum).isNotNull();
    assertThat(sum.count() + ends).isEqualTo(1_000);
    assertThat(sum.reasons())
        .isEqualTo(Map.of(CloseReason.RESET, 200, CloseReason.EMPTY_FRAME, 600));
    assertThat(strays.dueNs()).isEmpty();
  }

  @Test
  void aLongFloodIsToldAtASmallRate() {
    flood();
    told.clear();
    for (int second = 0; second < 10; second++) {
      for (int i = 0; i < 100; i++) {
        nowNs += SECOND / 100;
        goes(comes(), CloseReason.RESET);
      }
    }

    assertThat(told).hasSizeBetween(100, 10 * Strays.EVENTS_PER_SECOND + 2);
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
    strays.take(new Subject(here, here.apply(alarm)), alarm);
    assertThat(told).containsExactly(alarm);

    told.clear();
    strays.take(new Subject(here.apply(alarm), here.apply(alarm)), alarm);
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
  void whatIsTurnedAwayInASecondIsToldAsOneNumberForEachLimit() {
    take(new MeshEvent.TurnedAway(nowNs, Limits.Which.PENDING_HANDSHAKES, 1, "10.0.0.1"));
    take(new MeshEvent.TurnedAway(nowNs + 1, Limits.Which.PENDING_HANDSHAKES, 2, "10.0.0.2"));
    assertThat(told).isEmpty();
    strays.sum(nowNs + SECOND);

    assertThat(told)
        .containsExactly(
            new MeshEvent.TurnedAway(nowNs + 1, Limits.Which.PENDING_HANDSHAKES, 3, "10.0.0.1"));
  }
}
