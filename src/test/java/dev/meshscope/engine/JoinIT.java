package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.StartException;
import dev.meshscope.text.Telling;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Networks that cannot be joined leave a running node as it was.
class JoinIT {

  @TempDir Path dir;

  @Test
  void whereThePortIsTakenOnAnotherAddressTheLanIsNotJoinedAndWeListenAsBefore() throws Exception {
    try (MeshEngine engine = MeshEngine.start(config(Networking.LOOPBACK));
        ServerSocket taken = elsewhere(engine.listening().port())) {
      assumeTrue(taken != null, "this system has one loopback address only");
      Endpoint before = engine.listening();

      assertThatThrownBy(() -> engine.join(Networking.LOOPBACK.onLan(true)))
          .isInstanceOf(StartException.class)
          .satisfies(e -> assertThat(Telling.fault(e)).contains(String.valueOf(before.port())));

      assertThat(engine.listening()).isEqualTo(before);
      assertThat(engine.networking()).isEqualTo(Networking.LOOPBACK);
      assertThat(engine.table().networks().lan()).isEqualTo(new LanState.Off());
      try (RawPeer peer = new RawPeer(before.port())) {
        peer.say(RawPeer.handshake("50000000-0000-7000-8000-00000000000a", "raw"));
        assertThat(peer.hearUntil("handshake")).contains("handshake");
      }
    }
  }

  @Test
  void aRelayThatHasNoUrlIsToldAndNothingChanges() throws Exception {
    try (MeshEngine engine = MeshEngine.start(config(Networking.LOOPBACK))) {
      assertThatThrownBy(
              () -> engine.join(new Networking(false, "http://relay.example", null, true)))
          .isInstanceOf(StartException.class)
          .satisfies(e -> assertThat(Telling.fault(e)).contains("ws://"));

      assertThat(engine.networking()).isEqualTo(Networking.LOOPBACK);
      assertThat(entry(engine)).exists();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws://[::1]:1/", "ws://[fe80::1%lo]:1", "ws://my_relay:1/mesh"})
  void aRelayMayBeAnAddressOrAHostAsMachinesHaveThem(String url) throws Exception {
    Networking wanted = new Networking(false, url, null, false);
    try (MeshEngine engine = MeshEngine.start(config(Networking.LOOPBACK))) {
      engine.join(wanted);

      assertThat(engine.networking()).isEqualTo(wanted);
    }
  }

  @Test
  void whoUsesOnlyARelayIsNeitherInTheRegistryNorReachableFromTheLan() throws Exception {
    Networking relayOnly = new Networking(true, "ws://127.0.0.1:1", null, true);
    try (MeshEngine engine = MeshEngine.start(config(relayOnly))) {
      assertThat(engine.listening().host()).isEqualTo("127.0.0.1");
      assertThat(entry(engine)).doesNotExist();
      assertThat(engine.table().networks().lan()).isEqualTo(new LanState.Off());

      engine.join(Networking.LOOPBACK);

      assertThat(entry(engine)).exists();
    }
  }

  private Path entry(MeshEngine engine) {
    return dir.resolve("registry").resolve(engine.self().nodeId() + ".json");
  }

  private EngineConfig config(Networking networking) throws IOException {
    Files.createDirectories(dir.resolve("registry"));
    return new EngineConfig(
        new NodeName("node"),
        null,
        dir.resolve("state"),
        dir.resolve("registry"),
        "127.0.0.1",
        0,
        Group.DEFAULT,
        Settings.DEFAULT,
        List.of(),
        networking);
  }

  /// Somebody else listens on this port, on another loopback address; null where there is none.
  private static ServerSocket elsewhere(int port) {
    try {
      return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.2"));
    } catch (IOException e) {
      return null;
    }
  }
}
