package dev.meshscope.ui.peers;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.SocketFault;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class PeerListModelTest {
  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
  private final PeerListModel model = new PeerListModel();

  private void look() {
    model.take(mesh.table(), mesh.nowNs());
    model.tick(mesh.nowNs());
  }

  private void pass(int millis) {
    for (int i = 0; i < millis; i += 100) {
      mesh.pass(100);
      look();
    }
  }

  private PeerRow row(Demo demo) {
    PeerRow row = model.row(new RowKey(demo.id(), null));
    assertThat(row).isNotNull();
    return row;
  }

  @Test
  void aRowLivesAsLongAsItsPeer() {
    Demo planner = demo("planner", 1, false);
    mesh.dialsUs(planner);
    look();
    PeerRow before = row(planner);
    pass(5000);
    assertThat(row(planner)).isSameAs(before);
  }

  @Test
  void theListIsLeftAloneWhileNobodyComesOrGoes() {
    mesh.dialsUs(demo("planner", 1, false));
    mesh.dialsUs(demo("coder", 2, false));
    look();
    int[] changes = {0};
    model.shown().addListener((ListChangeListener<PeerRow>) change -> changes[0]++);
    pass(15_000);
    assertThat(changes[0]).isZero();
  }

  @Test
  void theBarFillsTowardTheThresholdOfTheRule() {
    mesh.change(
        new Settings(
            Policy.DEFAULT.with(Rule.LAST_SEEN),
            Settings.DEFAULT.heartbeatIntervalNs(),
            Settings.DEFAULT.heartbeatTimeoutNs()));
    Demo planner = demo("planner", 1, false);
    mesh.dialsUs(planner);
    pass(5000);
    assertThat(row(planner).facts().heard().fraction()).isBetween(0.48, 0.52);
    assertThat(row(planner).facts().heard().text()).isEqualTo("4.9 s");
    assertThat(row(planner).facts().heard().threshold()).contains("10 s");
  }

  @Test
  void aFreshIncumbentWouldBeAskedAndASilentOneReplaced() {
    Demo reviewer = demo("reviewer", 3, false);
    TransportId id = mesh.dialsUs(reviewer);
    pass(1000);
    assertThat(row(reviewer).facts().redial().verb()).isEqualTo(PeerFacts.Redial.Verb.ASK);
    mesh.freeze(id);
    pass(20_000);
    assertThat(row(reviewer).facts().state()).isEqualTo(Condition.FROZEN);
    assertThat(row(reviewer).facts().redial().verb()).isEqualTo(PeerFacts.Redial.Verb.REPLACE);
    assertThat(row(reviewer).sentence()).startsWith("reviewer is frozen");
  }

  @Test
  void aReplacedTransportStaysAsAGhostBelowItsPeerForThirtySeconds() {
    Demo tester = demo("tester", 5, true);
    mesh.dialsUs(demo("zoe", 9, false));
    mesh.dialsUs(tester);
    pass(3000);
    TransportId again = mesh.dialsUs(DemoMesh.restarted(tester));
    mesh.proves(again);
    pass(4000);
    assertThat(model.shown().stream().map(PeerRow::isGhost).toList())
        .containsExactly(false, true, false);
    PeerRow ghost = model.shown().get(1);
    assertThat(ghost.facts().name()).isEqualTo("tester");
    assertThat(ghost.storyProperty().get())
        .contains("replaced by its new socket #3")
        .contains("the peer restarted");
    pass(32_000);
    assertThat(model.shown()).noneMatch(PeerRow::isGhost);
  }

  @Test
  void aPeerThatLeftStaysForThirtySecondsWithItsReason() {
    Demo coder = demo("coder", 2, false);
    TransportId id = mesh.dialsUs(coder);
    pass(1000);
    mesh.ends(id, CloseReason.RESET);
    pass(2000);
    assertThat(row(coder).facts().state()).isEqualTo(Condition.GONE);
    assertThat(row(coder).storyProperty().get()).contains("reset by the peer");
    pass(31_000);
    assertThat(model.shown()).isEmpty();
  }

  /// The larger id: we dial it.
  private Demo redialled() {
    Demo archivist = demo("archivist", 8, false);
    TransportId id = mesh.dialsUs(archivist);
    mesh.sees(archivist);
    pass(10_000);
    mesh.ends(id, CloseReason.HEARTBEAT_TIMEOUT);
    look();
    return archivist;
  }

  @Test
  void whileAPeerIsDialledAnewItsGhostTellsHowItEnded() {
    Demo archivist = redialled();
    pass(3_000);
    assertThat(row(archivist).facts().state()).isEqualTo(Condition.CONNECTING);
    assertThat(stories()).hasSize(2);
    assertThat(stories().getFirst()).startsWith("dialling ");
    assertThat(stories().getLast()).contains("#1 ended, nothing heard in time");

    mesh.dialFails(Cause.of(SocketFault.REFUSED));
    look();
    assertThat(row(archivist).facts().state()).isEqualTo(Condition.SEEN);
    assertThat(stories()).hasSize(2);
    assertThat(stories().getFirst()).contains("Connection refused; again ");

    pass(31_000);
    assertThat(model.shown()).noneMatch(PeerRow::isGhost);
  }

  @Test
  void howAPeerLeftIsToldOnce() {
    Demo watcher = demo("watcher", 7, false);
    TransportId id = mesh.dialsUs(watcher);
    mesh.sees(watcher);
    pass(5_000);
    mesh.ends(id, CloseReason.RESET);
    pass(3_000);
    assertThat(stories()).hasSize(1);
    assertThat(stories().getFirst()).startsWith("left ").endsWith("reset by the peer");
  }

  private List<String> stories() {
    return model.shown().stream().map(row -> row.storyProperty().get()).toList();
  }

  @Test
  void theTotalsAreAlwaysThoseOfTheRows() {
    List<TransportId> standing = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      standing.add(mesh.dialsUs(demo("peer-" + i, 10 + i, i % 2 == 0)));
    }
    for (int i = 0; i < 600; i++) {
      mesh.pass(37);
      model.take(mesh.table(), mesh.nowNs());
      assertCounted();
      if (i == 100) {
        mesh.freeze(standing.get(1));
        mesh.cut(standing.get(2));
      }
      if (i == 300) {
        mesh.ends(standing.get(3), CloseReason.RESET);
      }
      if (i % 3 == 0) {
        model.tick(mesh.nowNs());
        assertCounted();
      }
      model.shown().forEach(model::read);
      assertCounted();
    }
    assertThat(model.totalsProperty().get().of(Condition.FROZEN)).isEqualTo(1);
  }

  private void assertCounted() {
    assertThat(model.totalsProperty().get()).isEqualTo(Totals.of(model.shown()));
  }

  @Test
  void underThePointerRowsStandStillAndNewcomersComeLast() {
    mesh.dialsUs(demo("planner", 1, false));
    mesh.dialsUs(demo("coder", 2, false));
    pass(1000);
    model.hold(true);
    mesh.dialsUs(demo("archivist", 3, false));
    pass(2000);
    assertThat(names()).containsExactly("coder", "planner", "archivist");
    model.hold(false);
    pass(2000);
    assertThat(names()).containsExactly("archivist", "coder", "planner");
  }

  @Test
  void totalsCountPeersNotGhosts() {
    Demo tester = demo("tester", 5, true);
    mesh.dialsUs(tester);
    pass(2000);
    mesh.proves(mesh.dialsUs(DemoMesh.restarted(tester)));
    pass(3000);
    assertThat(model.shown()).hasSize(2);
    assertThat(model.totalsProperty().get().peers()).isEqualTo(1);
    assertThat(model.totalsProperty().get().of(Condition.LIVE)).isEqualTo(1);
  }

  @Test
  void whoIsAnnouncedWhereItsLinkDoesNotLeadIsAFinding() {
    Demo planner = demo("planner", 1, true);
    mesh.dialsUs(planner);
    pass(500);
    assertThat(model.totalsProperty().get().halves()).isZero();
    mesh.sees(planner, Source.LAN, new Endpoint("192.168.1.66", 7_000));
    pass(1_000);

    assertThat(row(planner).facts().findings())
        .endsWith(
            "it is announced at 192.168.1.66:7000, where this link does not lead: a second network"
                + " of it, or somebody in its name");
    assertThat(model.totalsProperty().get().halves()).isEqualTo(1);
  }

  @Test
  void aNewRowIsMarkedForAMomentThenTheMarkGoesOut() {
    mesh.dialsUs(demo("planner", 1, false));
    look();
    mesh.dialsUs(demo("coder", 2, false));
    look();
    PeerRow coder = row(demo("coder", 2, false));
    assertThat(coder.flashProperty().get()).isEqualTo(PeerRow.Flash.NEW);
    pass(1500);
    assertThat(coder.flashProperty().get()).isEqualTo(PeerRow.Flash.FADING);
    pass(1000);
    assertThat(coder.flashProperty().get()).isEqualTo(PeerRow.Flash.NONE);
  }

  @Test
  void anIdlePeersHeartbeatIsNoNews() {
    Demo planner = demo("planner", 1, true);
    mesh.dialsUs(planner);
    pass(5000);
    List<PeerRow.Flash> flashes = new ArrayList<>();
    List<Condition> states = new ArrayList<>();
    row(planner).flashProperty().addListener((property, before, flash) -> flashes.add(flash));
    row(planner).stateProperty().addListener((property, before, state) -> states.add(state));
    for (int i = 0; i < 4_000; i++) {
      mesh.pass(1);
      look();
    }
    assertThat(states).contains(Condition.QUIET, Condition.LIVE);
    assertThat(flashes).isEmpty();
  }

  @Test
  void whatTurnsBadIsMarked() {
    Demo reviewer = demo("reviewer", 3, false);
    TransportId id = mesh.dialsUs(reviewer);
    pass(5000);
    mesh.freeze(id);
    List<PeerRow.Flash> flashes = new ArrayList<>();
    row(reviewer).flashProperty().addListener((property, before, flash) -> flashes.add(flash));
    pass(30_000);
    assertThat(flashes).contains(PeerRow.Flash.CHANGED);
  }

  private List<String> names() {
    return model.shown().stream().map(row -> row.facts().name()).toList();
  }
}
