package dev.meshscope.core.standing;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.SocketFault;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.Input;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How a peer stands, as one value.
class StandingTest {
  private static final Endpoint THERE = new Endpoint("192.168.1.31", 50_598);

  private static final Demo PLANNER = demo("planner", 1, true);

  /// The larger id: we dial.
  private static final Demo OURS = demo("archivist", 8, false);

  /// The smaller id: it dials.
  private static final Demo THEIRS = demo("watcher", 7, false);

  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);

  private Standing standing(Demo who) {
    return Standing.of(mesh.table(), mesh.table().peer(who.id()).orElseThrow(), mesh.nowNs());
  }

  private Absence why(Demo who) {
    return ((Standing.Absent) standing(who)).why();
  }

  @Test
  void aDialThatIsOutIsNotAmongThoseThatFailed() {
    mesh.sees(OURS, Source.LAN, THERE);
    mesh.dialFails(Cause.of(SocketFault.REFUSED));
    mesh.pass(1_100);

    assertThat(why(OURS))
        .isInstanceOfSatisfying(
            Absence.Dialling.class,
            out -> {
              assertThat(out.attempt()).isEqualTo(2);
              assertThat(out.before())
                  .contains(new Failure(THERE, 1, 1_100_000_000L, Cause.of(SocketFault.REFUSED)));
            });
  }

  @Test
  void thatItHasLeftIsToldForHalfAMinuteAlthoughItIsSeen() {
    mesh.sees(THEIRS, Source.LOOPBACK, THERE);
    TransportId id = mesh.dialsUs(THEIRS);
    mesh.ends(id, CloseReason.RESET);
    assertThat(standing(THEIRS).condition()).isEqualTo(Condition.GONE);

    mesh.pass(4_000);
    assertThat(why(THEIRS))
        .isInstanceOfSatisfying(
            Absence.Left.class, left -> assertThat(left.agoNs()).isEqualTo(4_000_000_000L));
  }

  @Test
  void whatDialsCameToSinceItLeftIsToldToo() {
    mesh.sees(OURS, Source.LAN, THERE);
    mesh.ends(mesh.dialsUs(OURS), CloseReason.RESET);
    mesh.pass(2_000);
    mesh.dialFails(Cause.of(SocketFault.REFUSED));
    mesh.step(new Input.Unsighted(OURS.id(), Source.LAN));

    assertThat(why(OURS)).isInstanceOf(Absence.Left.class);
    assertThat(why(OURS).failed().map(Failure::error)).contains(Cause.of(SocketFault.REFUSED));
  }

  @Test
  void whatDialsCameToBeforeItWasHereIsNoNews() {
    mesh.sees(OURS, Source.LAN, THERE);
    mesh.dialFails(Cause.of(SocketFault.NO_ROUTE));
    TransportId id = mesh.dialsUs(OURS);
    mesh.step(new Input.Unsighted(OURS.id(), Source.LAN));
    mesh.pass(1_000);
    mesh.ends(id, CloseReason.RESET);

    assertThat(why(OURS)).isInstanceOf(Absence.Left.class);
    assertThat(why(OURS).failed()).isEmpty();
  }

  @Test
  void bothWaysStandInOneValueAndOneIsInUse() {
    TransportId relay = mesh.relays(PLANNER);
    TransportId direct = mesh.dialsUs(PLANNER);
    mesh.pass(1_000);
    mesh.cut(direct);
    mesh.pass(8_500);

    assertThat(standing(PLANNER))
        .isInstanceOfSatisfying(
            Standing.Present.class,
            present -> {
              assertThat(present.ways()).extracting(Way::kind).containsExactly(Kind.values());
              assertThat(present.inUse().transport()).isEqualTo(relay);
              assertThat(present.condition()).isEqualTo(Condition.LIVE);
              assertThat(present.half()).isTrue();
              assertThat(present.ways().getFirst().condition()).isEqualTo(Condition.PATH_DEAD);
              assertThat(present.credence()).isEqualTo(Credence.PROVEN);
              assertThat(present.inUse().probes()).isEqualTo(new Probes.Relayed());
            });
  }

  @Test
  void aPingThatIsBackWithinABlinkIsNotWorthAWord() {
    TransportId id = mesh.dialsUs(PLANNER);
    mesh.pass(2_000);
    mesh.freeze(id);
    mesh.ping(id);
    mesh.pass(99);
    assertThat(inUse().pingOutNs()).hasValue(99_000_000);
    assertThat(inUse().waitNs()).isEmpty();

    mesh.pass(1);
    assertThat(inUse().waitNs()).hasValue(100_000_000);
  }

  private Way inUse() {
    return ((Standing.Present) standing(PLANNER)).inUse();
  }

  @Test
  void whatARedialWouldMeetHasOneNumberThatSaysMost() {
    mesh.dialsUs(PLANNER);
    mesh.pass(1_000);

    Optional<Redial> redial = inUse().redial();
    assertThat(redial.map(Redial::act)).contains(Redial.Act.ASK);
    assertThat(redial.map(Redial::figure).orElseThrow()).isInstanceOf(Redial.Figure.Probe.class);
  }
}
