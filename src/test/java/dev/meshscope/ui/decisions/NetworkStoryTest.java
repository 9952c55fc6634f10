package dev.meshscope.ui.decisions;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import dev.meshscope.ui.decisions.Decision.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the decision list tells of networks, ways and limits.
class NetworkStoryTest {
  private static final String URL = "wss://relay.example";

  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
  private final DecisionModel model = new DecisionModel(mesh::wallClock);

  NetworkStoryTest() {
    mesh.subscribe(model::take);
  }

  private List<Decision> told() {
    mesh.pass(1);
    return model.shown().reversed();
  }

  private void lan(LanState state) {
    mesh.step(new Input.LanTold(state));
  }

  private static LanState.On on(long sent, long announced) {
    return new LanState.On(
        List.of(
            new LanState.Network(
                "eth0", "192.168.1.20", sent, announced, 0, 0, new LanState.Echo.NotHeard())),
        0,
        0,
        null);
  }

  @Test
  void theLanIsToldWhenItChangesAndNotWithEachPacket() {
    lan(on(1, 1));
    lan(on(2, 1));
    lan(on(9, 4));
    lan(on(10, 5));
    lan(new LanState.Off());

    assertThat(told())
        .extracting(Decision::mark, Decision::sentence)
        .containsExactly(
            tuple(Mark.LAN, "on the LAN, by eth0 192.168.1.20"),
            tuple(
                Mark.LAN,
                "none of our announcements on the LAN comes back: multicast does not work here"),
            tuple(Mark.LAN, "off the LAN: we listen on this machine only"));
  }

  @Test
  void theRelayIsToldOnceForEachConnectionAndOnceForEachReason() {
    long now = mesh.nowNs();
    for (RelayState state :
        List.of(
            new RelayState.Connecting(URL, 1),
            new RelayState.Waiting(URL, now, 2, new Cause.Said("Connection refused.")),
            new RelayState.Connecting(URL, 2),
            new RelayState.Waiting(URL, now + 1, 3, new Cause.Said("Connection refused.")),
            new RelayState.Authenticating(URL),
            new RelayState.Open(URL, now, 1),
            new RelayState.Open(URL, now, 2),
            new RelayState.Stopped(URL, 4004, new Cause.Said("Our place was taken.")))) {
      mesh.step(new Input.RelayTold(state));
    }

    assertThat(told())
        .extracting(Decision::mark)
        .containsExactly(Mark.RELAY, Mark.RELAY, Mark.STOPPED);
    assertThat(told().getLast().sentence()).contains("4004", "Our place was taken.");
  }

  @Test
  void aFailoverIsOneLineThatNamesBothWays() {
    Demo planner = demo("planner", 1, true);
    mesh.relays(planner);
    mesh.pass(1_000);
    TransportId direct = mesh.dialsUs(planner);
    mesh.pass(1_000);
    mesh.cut(direct);
    mesh.pass(9_000);

    assertThat(told())
        .filteredOn(decision -> decision.mark() == Mark.ROUTE)
        .extracting(Decision::peerName, Decision::sentence)
        .containsExactly(
            tuple("planner", "frames go direct from now on, no longer over the relay (#1)"),
            tuple("planner", "frames go over the relay from now on, no longer direct (#2)"));
  }

  @Test
  void whoBringsMoreThanIsReadIsOneLineInTenSeconds() {
    TransportId hasty = mesh.dialsUs(demo("hasty", 7, false));
    for (int i = 0; i < 50; i++) {
      mesh.step(new Input.HeldUp(hasty, 1_000_000_000));
      mesh.step(new Input.RelaySlowed(3));
      mesh.pass(100);
    }
    mesh.pass(6_000);

    assertThat(told())
        .filteredOn(decision -> decision.mark() == Mark.LIMIT)
        .extracting(Decision::peerName, Decision::sentence)
        .containsExactly(
            tuple(
                "hasty",
                "says more than is read here: not read from until there is room, at most 1.00 s"),
            tuple(
                "",
                "the relay brings more than is taken in: not read from for a moment. Times since"
                    + " this was said last: 3"),
            tuple(
                "hasty",
                "says more than is read here: not read from until there is room, at most 1.00 s"),
            tuple(
                "",
                "the relay brings more than is taken in: not read from for a moment. Times since"
                    + " this was said last: 147"));
  }

  @Test
  void aFloodIsOneLineInTenSecondsAndNobodyIsLeftOut() {
    for (int second = 0; second < 12; second++) {
      mesh.step(new Input.TurnedAway(Limits.Which.PER_ADDRESS, 100, "192.168.1.66"));
      mesh.pass(1_000);
    }

    assertThat(told())
        .extracting(Decision::mark, Decision::sentence)
        .containsExactly(
            tuple(
                Mark.LIMIT,
                "100 connections were turned away, too many from one address; one came from"
                    + " 192.168.1.66"),
            tuple(
                Mark.LIMIT,
                "1\u2009000 connections were turned away, too many from one address; one came"
                    + " from 192.168.1.66"));
  }
}
