package dev.meshscope.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.SocketFault;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.lines.Subject;
import dev.meshscope.ui.DemoMesh;
import dev.meshscope.ui.DemoMesh.Demo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the terminal says of an end.
class SentenceTest {
  private static final Demo CODER = DemoMesh.demo("coder", 2, true);
  private static final Endpoint THERE = new Endpoint("127.0.0.1", 4711);

  private final DemoMesh mesh = new DemoMesh(Settings.DEFAULT);
  private final List<String> ends = new ArrayList<>();
  private final List<String> heardAgain = new ArrayList<>();
  private PeerTable before = mesh.table();

  SentenceTest() {
    mesh.subscribe(
        batch -> {
          Subject subject = new Subject(before, batch.table());
          batch.events().stream()
              .filter(MeshEvent.Closed.class::isInstance)
              .flatMap(event -> Sentence.of(event, subject).stream())
              .forEach(ends::add);
          batch.events().stream()
              .filter(event -> event instanceof MeshEvent.Live live && live.reason() == null)
              .flatMap(event -> Sentence.of(event, subject).stream())
              .forEach(heardAgain::add);
          before = batch.table();
        });
  }

  @Test
  void aDialThatFailedNamesWhomWeMeantAndWhere() {
    mesh.sees(CODER, Source.LOOPBACK, THERE);
    mesh.pass(6_000);
    mesh.dialFails(Cause.of(SocketFault.REFUSED));
    mesh.pass(1);

    assertThat(ends)
        .containsExactly(
            "coder "
                + CODER.id().brief()
                + ", dialled at 127.0.0.1:4711: could not be dialled (Connection refused)");
  }

  @Test
  void aDialToAnAddressThatFailedNamesTheAddress() {
    mesh.dial(THERE);
    mesh.pass(1);
    mesh.dialFails(Cause.of(SocketFault.REFUSED));
    mesh.pass(1);

    assertThat(ends)
        .containsExactly("dialled at 127.0.0.1:4711: could not be dialled (Connection refused)");
  }

  @Test
  void whoCameAndSaidNothingIsSomebody() {
    TransportId id = mesh.comes();
    mesh.ends(id, CloseReason.RESET);
    mesh.pass(1);

    assertThat(ends).containsExactly("somebody: #1 ended after 0.0 s: reset by the peer");
  }

  @Test
  void aLinkThatEndedSaysWhose() {
    TransportId id = mesh.dialsUs(CODER);
    mesh.ends(id, CloseReason.REMOTE_CLOSED);
    mesh.pass(1);

    assertThat(ends).hasSize(1);
    assertThat(ends.getFirst())
        .startsWith("coder " + CODER.id().brief() + ": " + id + " ended after ")
        .endsWith(": the peer closed it");
  }

  @Test
  void anIdleLinkIsNoNews() {
    mesh.dialsUs(CODER);
    for (int second = 0; second < 30; second++) {
      mesh.pass(1_000);
    }

    assertThat(heardAgain).isEmpty();
  }

  @Test
  void whoseRoundTripsWereMissingIsNewsWhenItIsHeardAgain() {
    TransportId id = mesh.dialsUs(CODER);
    mesh.cut(id);
    mesh.pass(7_000);
    mesh.step(new Input.Received(id, new Frame.Pong(), 15));
    mesh.pass(1);

    assertThat(heardAgain).hasSize(1);
    assertThat(heardAgain.getFirst())
        .startsWith("coder " + CODER.id().brief() + " was heard again on " + id);
  }
}
