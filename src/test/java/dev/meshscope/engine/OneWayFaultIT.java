package dev.meshscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Settings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The one-way fault of deployed nodes (DESIGN 4), played by a raw peer: after it has replaced a
/// transport of ours it sends its handshake on the new one and then nothing, until all have closed.
class OneWayFaultIT {
  private static final String PEER = "50000000-0000-7000-8000-00000000000b";

  @TempDir Path dir;

  @Test
  void aPeerThatHearsUsAndCannotAnswerIsClosedFullyAndRedialledOnce() throws Exception {
    Path registry = Files.createDirectories(dir.resolve("registry"));
    AtomicInteger dials = new AtomicInteger();
    try (ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(listener, dials));
      Files.writeString(
          registry.resolve(PEER + ".json"),
          "{\"nodeId\":\"%s\",\"name\":\"deployed\",\"port\":%d,\"pid\":%d,\"serviceType\":\"_sym._tcp\",\"ts\":%d}"
              .formatted(
                  PEER,
                  listener.getLocalPort(),
                  ProcessHandle.current().pid(),
                  System.currentTimeMillis()));
      try (MeshEngine engine =
          MeshEngine.start(
              new EngineConfig(
                  new NodeName("healer"),
                  null,
                  dir.resolve("state"),
                  registry,
                  "127.0.0.1",
                  0,
                  Group.DEFAULT,
                  Settings.DEFAULT,
                  List.of()))) {
        Recorder heard = new Recorder();
        engine.observe(heard);

        MeshEvent.Live first = heard.await(MeshEvent.Live.class);
        MeshEvent.RemoteCannotSend found = heard.await(MeshEvent.RemoteCannotSend.class);
        MeshEvent.RoundTrip healed = heard.await(MeshEvent.RoundTrip.class);

        assertThat(found.atNs() - first.atNs())
            .isBetween(
                TimeUnit.SECONDS.toNanos(3),
                TimeUnit.MILLISECONDS.toNanos(3_500) + longestLagNs(heard));
        assertThat(found.redialled()).isTrue();
        assertThat(heard.await(MeshEvent.Closed.class).reason())
            .isEqualTo(CloseReason.REMOTE_CANNOT_SEND);
        assertThat(healed.transport()).isNotEqualTo(first.transport());
        assertThat(healed.atNs() - found.atNs()).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(dials).hasValue(2);
        assertThat(engine.table().transports()).hasSize(1);
      }
    }
  }

  /// How late the engine says that its loop was: on a busy machine it is as late with all it does.
  private static long longestLagNs(Recorder heard) {
    return heard.events().stream()
        .mapToLong(event -> event instanceof MeshEvent.LoopLagged(_, long lagNs) ? lagNs : 0)
        .max()
        .orElse(0);
  }

  private static void serve(ServerSocket listener, AtomicInteger dials) {
    try {
      while (true) {
        Socket socket = listener.accept();
        boolean dumb = dials.incrementAndGet() == 1;
        Thread.ofVirtual().start(() -> answer(socket, dumb));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static void answer(Socket socket, boolean dumb) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      while (true) {
        byte[] payload = new byte[in.readInt()];
        in.readFully(payload);
        String frame = new String(payload, StandardCharsets.UTF_8);
        if (frame.contains("\"handshake\"")) {
          say(out, RawPeer.handshake(PEER, "deployed"));
        } else if (frame.contains("\"ping\"") && !dumb) {
          say(out, "{\"type\":\"pong\"}");
        }
      }
    } catch (IOException e) {
      // The engine has closed.
    }
  }

  private static void say(DataOutputStream out, String json) throws IOException {
    byte[] payload = json.getBytes(StandardCharsets.UTF_8);
    out.writeInt(payload.length);
    out.write(payload);
    out.flush();
  }
}
