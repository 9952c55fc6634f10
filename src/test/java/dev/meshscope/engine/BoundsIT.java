package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nobody makes us knock at a third party's door, and nobody's failures shut out others: with a
/// real engine and real sockets on loopback.
@Tag("proof")
class BoundsIT {
  private static final int ENTRIES = 4_000;
  private static final long WATCHED_NS = TimeUnit.SECONDS.toNanos(15);

  private static final int FAILURES_PER_SECOND = 40;
  private static final int BAD_AT_FIRST = FAILURES_PER_SECOND * Limits.FAILURE_BURST_SECONDS + 100;

  /// At most some eighty in a second fail: more than the limit, less than that and the lane take.
  private static final long BAD_EVERY_MS = 12;

  private static final int BAD_FOR_EACH = 4;
  private static final int NEWCOMERS = 40;
  private static final byte[] NO_HANDSHAKE = {0, 0, 0, 0};

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
        ScheduledExecutorService program = Executors.newSingleThreadScheduledExecutor()) {
      int port = engine.listening().port();
      engine.change(Settings.DEFAULT.with(limits()));
      engine.caughtUp().join();
      for (int i = 0; i < BAD_AT_FIRST; i++) {
        fail(port);
      }
      AtomicInteger bad = new AtomicInteger();
      AtomicInteger in = new AtomicInteger();
      CountDownLatch tried = new CountDownLatch(NEWCOMERS);
      program.scheduleWithFixedDelay(
          () -> {
            fail(port);
            if (bad.incrementAndGet() % BAD_FOR_EACH == 0) {
              in.addAndGet(joins(port, bad.get()) ? 1 : 0);
              tried.countDown();
            }
          },
          0,
          BAD_EVERY_MS,
          TimeUnit.MILLISECONDS);
      boolean all = tried.await(60, TimeUnit.SECONDS);
      program.shutdownNow();

      assertThat(all).isTrue();
      assertThat(in.get()).isGreaterThanOrEqualTo(NEWCOMERS);
    }
  }

  private static Limits limits() {
    Limits usual = Limits.DEFAULT;
    return new Limits(
        usual.connections(),
        usual.perAddress(),
        usual.pendingHandshakes(),
        FAILURES_PER_SECOND,
        usual.framesPerSecond(),
        usual.bytesPerSecond(),
        usual.frameDepth(),
        usual.gossipEntries(),
        usual.peers(),
        usual.announcements(),
        usual.dials());
  }

  /// Says what no handshake begins with.
  private static void fail(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(NO_HANDSHAKE);
      // Until the node has seen it fail.
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      // Turned away: that is what it is for.
    }
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
