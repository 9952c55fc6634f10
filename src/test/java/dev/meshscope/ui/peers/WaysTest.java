package dev.meshscope.ui.peers;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Direct, relay or both, and which of them is in use.
class WaysTest {
  private static final Demo PLANNER = demo("planner", 1, true);

  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);

  private PeerFacts facts() {
    return Reading.of(mesh.table(), mesh.table().peer(PLANNER.id()).orElseThrow(), mesh.nowNs());
  }

  private PeerFacts.Via via() {
    return PeerFacts.Via.of(facts().ways());
  }

  @Test
  void oneWayIsNamed() {
    mesh.relays(PLANNER);
    mesh.pass(1_000);

    assertThat(facts().via()).isEqualTo("relay");
    assertThat(via()).isEqualTo(new PeerFacts.Via(List.of(Kind.RELAY), Kind.RELAY, List.of()));
    assertThat(facts().keepalive().text()).isEqualTo("unavailable");
  }

  @Test
  void ofTwoTheDirectOneIsInUseOnceItIsProven() {
    mesh.relays(PLANNER);
    mesh.pass(1_000);
    mesh.dialsUs(PLANNER);
    assertThat(via().inUse()).isEqualTo(Kind.RELAY);

    mesh.pass(1_000);

    assertThat(facts().via()).isEqualTo("direct+relay");
    assertThat(via())
        .isEqualTo(new PeerFacts.Via(List.of(Kind.DIRECT, Kind.RELAY), Kind.DIRECT, List.of()));
  }

  @Test
  void aDeadDirectOneIsLeftAndMarked() {
    mesh.relays(PLANNER);
    TransportId direct = mesh.dialsUs(PLANNER);
    mesh.pass(1_000);
    mesh.cut(direct);
    mesh.pass(8_500);

    assertThat(via().inUse()).isEqualTo(Kind.RELAY);
    assertThat(via().sick()).containsExactly(Kind.DIRECT);
    assertThat(facts().state()).isEqualTo(Condition.LIVE);
  }

  @Test
  void aWayThatIsDeadBehindOneThatLivesIsAFinding() {
    mesh.relays(PLANNER);
    TransportId direct = mesh.dialsUs(PLANNER);
    mesh.pass(1_000);
    mesh.cut(direct);
    mesh.pass(8_500);
    PeerListModel model = new PeerListModel();
    model.take(mesh.table(), mesh.nowNs());
    model.tick(mesh.nowNs());
    model.filter(PeerFilter.parse("state:trouble"));

    assertThat(model.totalsProperty().get().halves()).isEqualTo(1);
    assertThat(model.shown()).hasSize(1);
  }

  @Test
  void bothAreExplainedEachWithItsOwnNumbers() {
    TransportId relay = mesh.relays(PLANNER);
    mesh.pass(1_000);
    TransportId direct = mesh.dialsUs(PLANNER);
    mesh.pass(500);

    assertThat(facts().waysInWords().split("\n"))
        .containsExactly(
            "▸ direct "
                + direct
                + ": live, heard 0.4 s ago, round trip 0.90 ms; frames go this way",
            "relay " + relay + ": live, heard 1.4 s ago, round trip 0.90 ms");
  }

  @Test
  void theFilterFindsAPeerByEachOfItsWays() {
    mesh.relays(PLANNER);
    mesh.dialsUs(PLANNER);
    PeerListModel model = new PeerListModel();
    model.take(mesh.table(), mesh.nowNs());

    for (String text : List.of("via:relay", "via:direct")) {
      model.filter(PeerFilter.parse(text));
      assertThat(model.shown()).as(text).hasSize(1);
    }
  }
}
