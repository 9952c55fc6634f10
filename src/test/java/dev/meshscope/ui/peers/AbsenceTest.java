package dev.meshscope.ui.peers;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.SocketFault;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.table.Input;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import org.junit.jupiter.api.Test;

/// Why nobody is connected, as a row tells it.
class AbsenceTest {
  private static final Endpoint HERE = new Endpoint("192.168.1.31", 50_598);
  private static final Endpoint THERE = new Endpoint("10.0.0.31", 50_598);

  /// The larger id: we dial.
  private static final Demo OURS = demo("archivist", 8, false);

  /// The smaller id: it dials.
  private static final Demo THEIRS = demo("watcher", 7, false);

  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);

  private PeerFacts facts(Demo demo) {
    return Reading.of(mesh.table(), mesh.table().peer(demo.id()).orElseThrow(), mesh.nowNs());
  }

  private String story(Demo demo) {
    return facts(demo).story();
  }

  @Test
  void whoHasTheSmallerIdDials() {
    mesh.sees(THEIRS, Source.LOOPBACK, HERE);

    assertThat(facts(THEIRS).state()).isEqualTo(Condition.SEEN);
    assertThat(story(THEIRS))
        .isEqualTo("seen at 192.168.1.31:50598; its smaller id dials us, else we dial in 5.0 s");
  }

  @Test
  void onTheLanOurPatienceIsCounted() {
    mesh.sees(THEIRS, Source.LAN, HERE);
    mesh.pass(2_000);

    assertThat(story(THEIRS))
        .isEqualTo(
            "seen on the LAN at 192.168.1.31:50598; its smaller id dials us, else we dial in 3.0 s");
  }

  @Test
  void aDialThatIsOutTellsItsAttemptAndWhatWentWrongBefore() {
    mesh.sees(OURS, Source.LAN, HERE);
    mesh.pass(1_000);
    assertThat(story(OURS)).isEqualTo("dialling 192.168.1.31:50598 for 1.0 s, attempt 1");
    mesh.dialFails(Cause.of(SocketFault.REFUSED));
    mesh.pass(1_100);

    assertThat(facts(OURS).state()).isEqualTo(Condition.CONNECTING);
    assertThat(story(OURS))
        .startsWith("dialling 192.168.1.31:50598 for")
        .endsWith("attempt 2 · 1.1 s ago: Connection refused");
  }

  @Test
  void betweenTwoDialsTheLastErrorItsAgeAndTheNextDialAreTold() {
    mesh.sees(OURS, Source.LAN, HERE);
    mesh.dialFails(Cause.of(SocketFault.REFUSED));

    assertThat(story(OURS))
        .matches(
            "dialled at 192\\.168\\.1\\.31:50598, 0\\.0 s ago: Connection refused; again in 0\\.\\d s");
    mesh.pass(1_100);
    mesh.dialFails(Cause.of(SocketFault.NO_ROUTE));

    assertThat(story(OURS))
        .matches(
            "dialled at 192\\.168\\.1\\.31:50598 2 times, the last 0\\.0 s ago: No route to host; again in [01]\\.\\d s");
  }

  @Test
  void whatIsNoWordOfTheSystemIsOneOfOurs() {
    mesh.sees(OURS, Source.LAN, HERE);
    mesh.dialFails(new Cause.Said(""));

    assertThat(story(OURS)).contains("could not be dialled").doesNotContain("dial-failed");
  }

  @Test
  void whoIsSeenByTheRelayAloneHasARowToo() {
    mesh.step(new Input.RelayTold(new RelayState.Open("wss://relay.example", mesh.nowNs(), 1)));
    mesh.sees(OURS, Source.RELAY, new Endpoint("relay.example", 443));
    PeerListModel model = new PeerListModel();
    model.take(mesh.table(), mesh.nowNs());
    model.tick(mesh.nowNs());

    assertThat(model.shown()).hasSize(1);
    assertThat(model.shown().getFirst().facts().state()).isEqualTo(Condition.CONNECTING);
  }

  @Test
  void anImpostorWhoseVictimIsNotThereHasARowThatSaysSo() {
    mesh.dialsUs(THEIRS);
    mesh.ends(
        mesh.table().peer(THEIRS.id()).orElseThrow().transports().getFirst(), CloseReason.RESET);
    mesh.impostor(THEIRS, 1);
    mesh.pass(2_000);
    assertThat(story(THEIRS)).startsWith("left 2.0 s ago");
    assertThat(facts(THEIRS).doubted()).isTrue();
  }

  @Test
  void whereSeveralAddressesFailedTheOneThatIsNextIsToldWithTheLatestError() {
    mesh.sees(OURS, Source.LAN, HERE, THERE);
    mesh.dialFails(Cause.of(SocketFault.REFUSED));
    mesh.pass(20);
    mesh.dialFails(Cause.of(SocketFault.NO_ROUTE));

    assertThat(story(OURS)).startsWith("dialled at 10.0.0.31:50598, 0.0 s ago: No route to host");
  }
}
