package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.SocketFault;
import dev.meshscope.core.link.StartException;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.text.Telling;
import io.netty.util.internal.ThreadExecutorMap;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real engines and real sockets on loopback.
class MeshEngineIT {
  private static final String PEER = "50000000-0000-7000-8000-00000000000a";

  @TempDir Path dir;
  MeshEngine engine;
  Recorder heard;

  @BeforeEach
  void start() throws Exception {
    engine = MeshEngine.start(config("survivor"));
    heard = new Recorder();
    engine.observe(heard);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private EngineConfig config(String name) {
    return new EngineConfig(
        new NodeName(name),
        null,
        dir.resolve(name),
        dir.resolve("registry"),
        "127.0.0.1",
        0,
        Group.DEFAULT,
        Settings.DEFAULT,
        List.of());
  }

  private RawPeer dial() throws Exception {
    return new RawPeer(engine.listening().port());
  }

  private RawPeer join() throws Exception {
    RawPeer peer = dial();
    peer.say(RawPeer.handshake(PEER, "raw"));
    peer.hearUntil("handshake");
    heard.await(MeshEvent.Joined.class);
    return peer;
  }

  @Test
  void aLoopThatEndsByItselfIsTold() throws Exception {
    CountDownLatch broken = new CountDownLatch(1);
    engine.whenBroken(broken::countDown);
    engine.observe(
        new Recorder() {
          @Override
          public void present(PeerTable table) {
            // On the engine loop: as if a fault had ended it.
            ThreadExecutorMap.currentExecutor().parent().shutdownGracefully();
          }
        });

    assertThat(broken.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aNodeWhoseLoopHasEndedJoinsNothingAndIsClosedWithoutAFault() throws Exception {
    CountDownLatch broken = new CountDownLatch(1);
    engine.whenBroken(broken::countDown);
    engine.observe(
        new Recorder() {
          @Override
          public void present(PeerTable table) {
            // On the engine loop: as if a fault had ended it.
            ThreadExecutorMap.currentExecutor().parent().shutdownGracefully(0, 0, TimeUnit.SECONDS);
          }
        });
    assertThat(broken.await(10, TimeUnit.SECONDS)).isTrue();

    engine.join(new Networking(false, "ws://127.0.0.1:1", null, false));
    engine.join(Networking.LOOPBACK);
    engine.close();

    try (MeshEngine again = MeshEngine.start(config("survivor"))) {
      assertThat(again.self().nodeId()).isEqualTo(engine.self().nodeId());
    }
  }

  @Test
  void aNodeThatIsClosedIsNotBroken() throws Exception {
    CountDownLatch broken = new CountDownLatch(1);
    engine.whenBroken(broken::countDown);

    engine.close();

    assertThat(broken.getCount()).isOne();
  }

  @Test
  void warmingUpIsNotSeenInTheNode() {
    Recorder audience = new Recorder();
    TransportId next = engine.table().nextTransport();

    engine.warmUp(audience);

    assertThat(audience.events()).hasAtLeastOneElementOfType(MeshEvent.Joined.class);
    assertThat(engine.table().peers()).isEmpty();
    assertThat(engine.table().nextTransport()).isEqualTo(next);
    // How late the loop is depends on the machine.
    assertThat(heard.events())
        .filteredOn(event -> !(event instanceof MeshEvent.LoopLagged))
        .isEmpty();
    assertThat(dir.resolve("survivor").toFile().list()).doesNotContain("known-peers.json");
  }

  @Test
  void whoIsThereAlreadyIsNotWarmedUpFor() throws Exception {
    Recorder audience = new Recorder();
    try (RawPeer _ = join()) {
      engine.warmUp(audience);

      assertThat(audience.events()).isEmpty();
    }
  }

  @Test
  void twoEnginesOfOneRegistryFindEachOther() throws Exception {
    try (MeshEngine other = MeshEngine.start(config("other"))) {
      MeshEvent.Joined joined = heard.await(MeshEvent.Joined.class);

      assertThat(joined.peer()).isEqualTo(other.self().nodeId());
      heard.await(MeshEvent.RoundTrip.class);
      MeshEvent.Tuned tuned = heard.await(MeshEvent.Tuned.class);
      assertThat(tuned.options().keepAlive()).isTrue();
      assertThat(tuned.options().noDelay()).isTrue();
      assertThat(tuned.options().idleSeconds()).isEqualTo(1);
      assertThat(tuned.options().intervalSeconds()).isEqualTo(1);
      assertThat(tuned.options().probes()).isEqualTo(10);
    }
    assertThat(heard.await(MeshEvent.Left.class)).isNotNull();
  }

  @Test
  void aDuplicateOfALinkThatAnswersIsRefused() throws Exception {
    try (RawPeer first = join();
        RawPeer second = dial()) {
      first.answerPings();
      second.say(RawPeer.handshake(PEER, "raw"));

      assertThat(second.hearUntil("error")).contains("1005").contains("duplicate");
      assertThat(second.seesTheEnd()).isTrue();
      assertThat(heard.await(MeshEvent.Refused.class).reason()).isEqualTo(Reason.DUPLICATE);
      assertThat(engine.table().transports()).hasSize(1);
    }
  }

  @Test
  void aRedialBehindASilentSocketIsLiveWithinTwoSecondsAndAnswered() throws Exception {
    try (RawPeer first = join();
        RawPeer second = dial()) {
      long begun = System.nanoTime();
      second.say(RawPeer.handshake(PEER, "raw"));
      MeshEvent.Promoted promoted = heard.await(MeshEvent.Promoted.class);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);

      assertThat(promoted.reason()).isEqualTo(Reason.INCUMBENT_SILENT);
      assertThat(millis).isLessThan(2_000);
      second.say("{\"type\":\"ping\"}");
      assertThat(second.hearUntil("pong")).isEqualTo("{\"type\":\"pong\"}");
      assertThat(first.seesTheEnd()).isTrue();
    }
  }

  @Test
  void aPeerThatSendsPingsAndReadsNothingIsSlowedDownNotBuffered() throws Exception {
    byte[] ping = {
      0, 0, 0, 15, '{', '"', 't', 'y', 'p', 'e', '"', ':', '"', 'p', 'i', 'n', 'g', '"', '}'
    };
    byte[] pings = new byte[ping.length * 10_000];
    for (int i = 0; i < pings.length; i += ping.length) {
      System.arraycopy(ping, 0, pings, i, ping.length);
    }
    try (RawPeer peer = join()) {
      Thread flood =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 200; i++) {
                        peer.raw(pings);
                      }
                    } catch (java.io.IOException e) {
                      // The pongs are counted below.
                    }
                  });
      flood.join(java.time.Duration.ofMillis(1_500));
      assertThat(flood.isAlive()).as("38 MB of pings are held back").isTrue();

      int pongs = 0;
      while (pongs < 2_000_000) {
        if (peer.hear().contains("pong")) {
          pongs++;
        }
      }
      assertThat(engine.table().transports()).hasSize(1);
    }
  }

  @Test
  void aVersionNobodySpeaksGetsError1001() throws Exception {
    try (RawPeer peer = dial()) {
      peer.say(RawPeer.handshake(PEER, "raw", "A".repeat(43), "2.0.0", "default"));

      assertThat(peer.hearUntil("error")).contains("1001");
      assertThat(peer.seesTheEnd()).isTrue();
      assertThat(heard.await(MeshEvent.Closed.class).reason())
          .isEqualTo(CloseReason.VERSION_MISMATCH);
    }
  }

  @Test
  void aFrameAboveOneMebibyteGetsError1003() throws Exception {
    try (RawPeer peer = join()) {
      peer.raw(new byte[] {0, 0x20, 0, 0});

      assertThat(peer.hearUntil("error")).contains("1003");
      assertThat(peer.seesTheEnd()).isTrue();
    }
  }

  @Test
  void aSecondProcessOfOneIdentityIsRefusedInOneSentence() {
    assertThatThrownBy(() -> MeshEngine.start(config("survivor")))
        .isInstanceOf(StartException.class)
        .satisfies(
            e ->
                assertThat(Telling.fault(e))
                    .contains("is in use by process " + ProcessHandle.current().pid()));
  }

  @Test
  void aPortInUseIsToldInOneSentence() {
    EngineConfig taken =
        new EngineConfig(
            null,
            null,
            dir.resolve("second"),
            dir.resolve("registry"),
            "127.0.0.1",
            engine.listening().port(),
            Group.DEFAULT,
            Settings.DEFAULT,
            List.of());

    assertThatThrownBy(() -> MeshEngine.start(taken))
        .isInstanceOf(StartException.class)
        .satisfies(
            e ->
                assertThat(Telling.fault(e))
                    .isEqualTo(
                        "Port " + engine.listening().port() + " on 127.0.0.1 is already in use."));
  }

  @Test
  void anAddressOfAnotherMachineIsToldInOneSentence() {
    EngineConfig foreign =
        new EngineConfig(
            null,
            null,
            dir.resolve("second"),
            dir.resolve("registry"),
            "192.0.2.1",
            0,
            Group.DEFAULT,
            Settings.DEFAULT,
            List.of());

    assertThatThrownBy(() -> MeshEngine.start(foreign))
        .isInstanceOf(StartException.class)
        .satisfies(
            e ->
                assertThat(Telling.fault(e))
                    .isEqualTo("Cannot listen on 192.0.2.1: this machine has no such address."));
  }

  @Test
  void aDialThatIsRefusedIsToldAsThatEverywhere() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    engine.dial(new Endpoint("127.0.0.1", port));

    MeshEvent.Closed closed = heard.await(MeshEvent.Closed.class);

    assertThat(closed.reason()).isEqualTo(CloseReason.DIAL_FAILED);
    assertThat(closed.detail()).isIn(Cause.of(SocketFault.REFUSED), Cause.of(SocketFault.ITSELF));
  }
}
