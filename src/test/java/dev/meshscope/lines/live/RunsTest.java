package dev.meshscope.lines.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.lines.Subject;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunsTest {
  private static final TransportId ONE = new TransportId(1);
  private static final TransportId TWO = new TransportId(2);
  private static final PeerTable TABLE =
      PeerTable.empty(
          new Self(
              new NodeId("50000000-0000-7000-8000-00000000000a"),
              new NodeName("runs"),
              new PublicKey("A".repeat(43)),
              null,
              Group.DEFAULT,
              new Incarnation("0".repeat(32)),
              0),
          Settings.DEFAULT,
          Map.of());

  private final Runs runs = new Runs();

  private void add(MeshEvent event) {
    runs.add(new Subject(TABLE, TABLE), event);
  }

  @Test
  void waitingFramesOfOneTypeAreToldOnceWithTheTimeOfTheLast() {
    add(new MeshEvent.FramesReceived(1, ONE, "ping", 3, 45));
    add(new MeshEvent.FramesSent(2, ONE, "pong", 3, 45));
    add(new MeshEvent.FramesReceived(3, TWO, "ping", 1, 15));
    add(new MeshEvent.FramesReceived(4, ONE, "ping", 2, 30));

    assertThat(runs.take().stream().map(Runs.Told::event))
        .containsExactly(
            new MeshEvent.FramesReceived(4, ONE, "ping", 5, 75),
            new MeshEvent.FramesSent(2, ONE, "pong", 3, 45),
            new MeshEvent.FramesReceived(3, TWO, "ping", 1, 15));
    assertThat(runs.take()).isEmpty();
  }

  @Test
  void nothingOvertakesAnotherKindOfEvent() {
    add(new MeshEvent.FramesReceived(1, ONE, "ping", 1, 15));
    add(new MeshEvent.PingSent(2, ONE));
    add(new MeshEvent.FramesReceived(3, ONE, "ping", 1, 15));

    assertThat(runs.take().stream().map(Runs.Told::event))
        .containsExactly(
            new MeshEvent.FramesReceived(1, ONE, "ping", 1, 15),
            new MeshEvent.PingSent(2, ONE),
            new MeshEvent.FramesReceived(3, ONE, "ping", 1, 15));
  }
}
