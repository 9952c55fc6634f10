package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nobody makes us knock at a third party's door, and nobody's failures shut out others: with a
/// real engine and real sockets on loopback.
@Tag("alone")
class BoundsIT {
  private static final int ENTRIES = 4_000;
  private static final long WATCHED_NS = TimeUnit.SECONDS.toNanos(15);

  /// A rate that the limit of failures turns away.
  private static final int BAD_PER_SECOND = 600;

  private static final int BAD_AT_FIRST =
      Limits.DEFAULT.failuresPerSecond() * Limits.FAILURE_BURST_SECONDS + 500;
  private static final int NEWCOMERS = 40;

  @TempDir private Path dir;

  private MeshEngine start() throws StartException {
    return MeshEngine.start(
        new EngineConfig(
            new NodeName("survivor"),
            null,
            dir.resolve("survivor"),
            registry(),
            "127.0.0.1",
            0,
            Group.DEFAULT,
            Settings.DEFAULT,
            List.of()));
  }

  private Path registry() {
    return dir.resolve("registry");
  }

  private void announce(int number, int port) throws IOException {
    // Larger than any id that is made of a time: we dial.
    String id = "f0000000-0000-7000-8000-%012x".formatted(number);
    Files.writeString(
        registry().resolve(id + ".json"),
        """
        {"nodeId":"%s","name":"made-up","port":%d,"pid":%d,"serviceType":"_sym._tcp","ts":%d}
        """
            .formatted(id, port, ProcessHandle.current().pid(), System.currentTimeMillis()));
  }

  @Test
  void fourThousandEntriesThatNameOnePortMakeAHandfulOfConnections() throws Exception {
    Files.createDirectories(registry());
    try (ServerSocket third = new ServerSocket(0, 4_096, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < ENTRIES; i++) {
        announce(i, third.getLocalPort());
      }
      Recorder heard = new Recorder();
      try (MeshEngine engine = start()) {
        engine.observe(heard);
        int connections = acceptedBy(third);

        assertThat(connections).isBetween(1, 12);
        assertThat(engine.table().peers().size())
            .isLessThanOrEqualTo(Limits.DEFAULT.announcements());
        MeshEvent.TurnedAway told =
            heard.await(
                MeshEvent.TurnedAway.class, 1, away -> away.limit() == Limits.Which.ANNOUNCEMENTS);
        assertThat(told.count()).isPositive();
        assertThat(engine.table().networks().reached(Limits.Which.ANNOUNCEMENTS))
            .isBetween(1L, (long) ENTRIES);
      }
    }
  }

  /// Closes at once whoever comes: it never asked for it.
  private static int acceptedBy(ServerSocket third) throws IOException {
    int accepted = 0;
    long end = System.nanoTime() + WATCHED_NS;
    for (long left = WATCHED_NS; left > 0; left = end - System.nanoTime()) {
      third.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      try (Socket _ = third.accept()) {
        accepted++;
      } catch (SocketTimeoutException e) {
        // Nobody came any more.
      }
    }
    return accepted;
  }

  @Test
  void newcomersOfThisMachineGetInWhileOthersOfItFailAllTheTime() throws Exception {
    try (MeshEngine engine = start();
        ScheduledExecutorService bad = Executors.newSingleThreadScheduledExecutor()) {
      int port = engine.listening().port();
      AtomicInteger made = new AtomicInteger();
      for (int i = 0; i < BAD_AT_FIRST; i++) {
        fail(port, made);
      }
      bad.scheduleWithFixedDelay(
          () -> fail(port, made), 0, 1_000_000 / BAD_PER_SECOND, TimeUnit.MICROSECONDS);
      try {
        long in = IntStream.range(0, NEWCOMERS).filter(number -> joins(port, number)).count();

        assertThat(in).isEqualTo(NEWCOMERS);
        assertThat(made.get()).isGreaterThan(BAD_AT_FIRST);
      } finally {
        bad.shutdownNow();
      }
    }
  }

  /// Says what no handshake begins with, and goes.
  private static void fail(int port, AtomicInteger made) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(new byte[] {0, 0, 0, 2, '{', '}'});
    } catch (IOException e) {
      // Turned away: that is what it is for.
    }
    made.incrementAndGet();
  }

  private static boolean joins(int port, int number) {
    try (RawPeer peer = new RawPeer(port)) {
      peer.say(RawPeer.handshake("70000000-0000-7000-8000-%012x".formatted(number), "newcomer"));
      peer.hearUntil("handshake");
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
