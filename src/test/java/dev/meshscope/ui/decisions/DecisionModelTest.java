package dev.meshscope.ui.decisions;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.SocketFault;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import dev.meshscope.ui.decisions.Decision.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionModelTest {
  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
  private final DecisionModel model = new DecisionModel(mesh::wallClock);

  DecisionModelTest() {
    mesh.subscribe(model::take);
  }

  private List<Mark> marks() {
    return model.shown().stream().map(Decision::mark).toList();
  }

  private Decision latest(Mark mark) {
    return model.shown().stream()
        .filter(decision -> decision.mark() == mark)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aProvenRestartReadsAsOneStory() {
    Demo tester = demo("tester", 5, true);
    mesh.dialsUs(tester);
    mesh.pass(1310);
    mesh.proves(mesh.dialsUs(DemoMesh.restarted(tester)));
    mesh.pass(1200);
    assertThat(marks()).containsSubsequence(Mark.CLOSED, Mark.PROMOTED, Mark.HELD, Mark.LIVE);
    assertThat(latest(Mark.PROMOTED).sentence())
        .matches("took the place of #1 after a gap of .+: the peer restarted, proven");
    assertThat(latest(Mark.PROMOTED).peerName()).isEqualTo("tester");
    assertThat(latest(Mark.PROMOTED).judged()).isNotNull();
  }

  @Test
  void aRefusedDuplicateSaysInWhoseFavourAndWhy() {
    Demo coder = demo("coder", 2, false);
    mesh.dialsUs(coder);
    mesh.pass(3000);
    mesh.dialsUs(coder);
    mesh.pass(2000);
    assertThat(latest(Mark.REFUSED).sentence())
        .isEqualTo("refused in favour of #1: the old socket answered and is the older of the two");
  }

  @Test
  void aCloseIsExplainedByTheVerdictThatEndedTheSocketNotByTheOneThatLetItIn() {
    Demo tester = demo("tester", 5, true);
    mesh.dialsUs(tester);
    mesh.pass(1310);
    TransportId replaced = mesh.dialsUs(DemoMesh.restarted(tester));
    mesh.proves(replaced);
    mesh.pass(3_000);
    String third = "e" + tester.life().substring(1);
    TransportId successor =
        mesh.dialsUs(new Demo(tester.id(), tester.name(), true, third, tester.rttNs()));
    mesh.proves(successor);
    mesh.pass(3_000);

    Decision closed = latest(Mark.CLOSED);
    assertThat(closed.transport()).isEqualTo(replaced);
    assertThat(closed.sentence()).startsWith("replaced by a newer socket");
    assertThat(closed.judged()).isNotNull();
    assertThat(closed.judged().transport()).isEqualTo(successor);

    mesh.ends(successor, CloseReason.RESET);
    mesh.pass(100);
    assertThat(latest(Mark.CLOSED).transport()).isEqualTo(successor);
    assertThat(latest(Mark.CLOSED).judged()).isNull();
  }

  @Test
  void aRefusedSocketIsExplainedByItsOwnVerdict() {
    Demo coder = demo("coder", 2, false);
    mesh.dialsUs(coder);
    mesh.pass(3000);
    TransportId refused = mesh.dialsUs(coder);
    mesh.pass(4000);
    Decision closed = latest(Mark.CLOSED);
    assertThat(closed.transport()).isEqualTo(refused);
    assertThat(closed.judged()).isNotNull();
    assertThat(closed.judged().transport()).isEqualTo(refused);
  }

  @Test
  void aDialOfAnAddressThatCameToNothingNamesTheAddress() {
    mesh.dial(new Endpoint("127.0.0.1", 9));
    mesh.dialFails(Cause.of(SocketFault.REFUSED));
    mesh.pass(10);
    assertThat(latest(Mark.CLOSED).sentence())
        .isEqualTo("127.0.0.1:9: could not be dialled (Connection refused), after 0.0 s");
  }

  @Test
  void aChangedThresholdIsTold() {
    mesh.change(
        new Settings(
            Policy.DEFAULT.with(Rule.LAST_SEEN),
            Settings.DEFAULT.heartbeatIntervalNs(),
            Settings.DEFAULT.heartbeatTimeoutNs()));
    mesh.pass(10);
    assertThat(latest(Mark.NOTE).sentence())
        .isEqualTo("rule last-seen after 10 s, heartbeat 10 s, timeout 2 min from now on");
  }

  @Test
  void aQuietHeartbeatIsNoNews() {
    mesh.dialsUs(demo("coder", 2, false));
    mesh.pass(60_000);
    assertThat(marks()).containsExactly(Mark.LIVE);
  }

  @Test
  void aReconnectStatesTheGap() {
    Demo coder = demo("coder", 2, false);
    TransportId id = mesh.dialsUs(coder);
    mesh.pass(1000);
    mesh.ends(id, CloseReason.RESET);
    mesh.pass(2000);
    mesh.dialsUs(coder);
    mesh.pass(100);
    assertThat(latest(Mark.LIVE).sentence()).startsWith("back after 3.0");
  }

  @Test
  void onlyRefusedShowsOnlyRefused() {
    Demo coder = demo("coder", 2, false);
    mesh.dialsUs(coder);
    mesh.pass(3000);
    mesh.dialsUs(coder);
    mesh.pass(2000);
    model.onlyRefusedProperty().set(true);
    assertThat(marks()).containsExactly(Mark.REFUSED);
  }

  @Test
  void thisPeerShowsOnlyThisPeer() {
    mesh.dialsUs(demo("coder", 2, false));
    mesh.dialsUs(demo("planner", 1, false));
    mesh.pass(100);
    model.onlyPeerProperty().set(demo("planner", 1, false).id());
    assertThat(model.shown()).extracting(Decision::peerName).containsExactly("planner");
  }

  @Test
  void whileItDoesNotFollowNewcomersAreCountedOutside() {
    mesh.dialsUs(demo("coder", 2, false));
    mesh.pass(100);
    model.followProperty().set(false);
    mesh.dialsUs(demo("planner", 1, false));
    mesh.pass(100);
    assertThat(model.shown()).hasSize(1);
    assertThat(model.waitingProperty().get()).isEqualTo(1);
    model.followProperty().set(true);
    assertThat(model.shown()).hasSize(2);
    assertThat(model.waitingProperty().get()).isZero();
  }

  @Test
  void noMoreThanTheLastTwoThousandAreKept() {
    Demo coder = demo("coder", 2, false);
    for (int i = 0; i < 1100; i++) {
      mesh.ends(mesh.dialsUs(coder), CloseReason.RESET);
      // Slowly enough to be told one by one.
      mesh.pass(100);
    }
    mesh.pass(10);
    assertThat(model.shown()).hasSize(DecisionModel.KEPT);
  }
}
