package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.LARGER;
import static dev.meshscope.core.table.Driver.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class Review2Test {
  private static final Endpoint A = new Endpoint("192.168.1.5", 6000);
  private static final Endpoint SPOOFED = new Endpoint("10.0.0.66", 7777);
  private final Driver node = new Driver();

  /// A link to here, silent for longer than a probe may take, while a lie stands: who is dialled?
  @Test
  void aLinkThatPausesForASecondAtItsHeartbeatIsNotLeftForALie() {
    TransportId link = node.accept(raw(LARGER));
    node.pong(link);
    node.until(1_000);
    lan(SPOOFED);
    for (int t = 1_000; t <= 60_000; t += 100) {
      node.until(t);
      // It answers each ping 1.2 s after it went out.
      while (!node.transport(link).pulse().roundTrips().outstanding().isEmpty()
          && node.nowNs - node.transport(link).pulse().roundTrips().outstanding().getFirst()
              >= TimeUnit.MILLISECONDS.toNanos(t < 20_000 ? 0 : 1_200)) {
        node.pong(link);
      }
    }
    assertThat(node.told(MeshEvent.Dialled.class))
        .extracting(MeshEvent.Dialled::endpoint)
        .isEmpty();
  }

  /// Raw, two-second silences; text traffic makes many pings.
  @Test
  void aLinkThatTalksAllTheTimeIsNotLeftForALieBecauseOnePongIsLate() {
    TransportId link = node.dialled(LARGER, A, 0);
    node.greet(link, raw(LARGER));
    node.pong(link);
    node.until(1_000);
    lan(SPOOFED);
    node.pong(link);
    for (int t = 1_000; t <= 60_000; t += 100) {
      node.until(t);
      if (t % 1_000 == 0) {
        node.take(new Input.PingWanted(link));
      }
      while (!node.transport(link).pulse().roundTrips().outstanding().isEmpty()
          && node.nowNs - node.transport(link).pulse().roundTrips().outstanding().getFirst()
              >= TimeUnit.MILLISECONDS.toNanos(1_300)) {
        node.pong(link);
      }
    }
    assertThat(node.told(MeshEvent.Dialled.class))
        .extracting(MeshEvent.Dialled::endpoint)
        .doesNotContain(SPOOFED);
  }

  private void lan(Endpoint... where) {
    node.take(
        new Input.Sighted(
            new Sighting(LARGER, new NodeName("peer"), Source.LAN, List.of(where), 0)));
  }
}
