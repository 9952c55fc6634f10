package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.StartException;
import dev.meshscope.core.table.Transport;
import dev.meshscope.relay.TestRelay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two engines that meet through a relay that loses frames.
class RelayLinksIT {
  /// A handshake is given up after 10 s.
  private static final Duration GIVEN_UP_AND_OPENED_ANEW = Duration.ofSeconds(25);

  @TempDir Path dir;
  private final TestRelay relay = TestRelay.start();

  @AfterEach
  void stop() {
    relay.close();
  }

  private MeshEngine start(String name) throws StartException {
    return RelayedEngine.start(dir.resolve(name), name, relay);
  }

  @Test
  void aWayThatIsOpenAtOneEndOnlyIsOpenedAnew() throws Exception {
    AtomicBoolean first = new AtomicBoolean(true);
    try (MeshEngine one = start("one")) {
      String id = one.self().nodeId().text();
      relay.awaitPresent(id);
      // What the first says is lost once: the other greets, and hears nothing but pings.
      relay.drop(
          frame ->
              frame.from().equals(id)
                  && frame.payload().path("type").asString().equals("handshake")
                  && first.getAndSet(false));
      Recorder heard = new Recorder();
      one.observe(heard);
      try (MeshEngine other = start("other")) {
        heard.await(MeshEvent.Live.class);
        // The other's greeting may have come before ours has reached the relay.
        relay.await("a greeting that is lost", seen -> seen.dropped() > 0);

        assertThat(provenAtBothEnds(one, other)).isTrue();
      }
    }
  }

  /// Waits for it; bounded.
  private static boolean provenAtBothEnds(MeshEngine one, MeshEngine other)
      throws InterruptedException {
    long end = System.nanoTime() + GIVEN_UP_AND_OPENED_ANEW.toNanos();
    Recorder any = new Recorder();
    one.observe(any);
    other.observe(any);
    while (System.nanoTime() < end) {
      if (proven(one, other) && proven(other, one)) {
        return true;
      }
      any.awaitMore(TimeUnit.SECONDS.toMillis(1));
    }
    return false;
  }

  private static boolean proven(MeshEngine node, MeshEngine peer) {
    return node.table()
        .peer(peer.self().nodeId())
        .map(known -> known.slot(Kind.RELAY).incumbent())
        .flatMap(node.table()::transport)
        .filter(transport -> transport.greeting().proven())
        .filter(transport -> transport.pulse().roundTrips().measured())
        .map(Transport::ours)
        .orElse(false);
  }
}
