package dev.meshscope.proof;

import dev.meshscope.outside.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// How a raw peer and the node come together.
final class Ways {
  private Ways() {}

  /// The peer dials.
  record Dialling(int port) implements SoakRaw.Way {
    @Override
    public RawClient open() {
      return RawClient.dial(port);
    }

    @Override
    public RawClient dial() {
      return RawClient.dial(port);
    }

    @Override
    public void down() {}
  }

  /// The peer listens and announces itself in the node's registry (PROTOCOL 5); the node dials.
  /// Used by the peer's thread; announced anew by another one.
  static final class Listening implements SoakRaw.Way {
    private static final int WAIT_MILLIS = 10_000;

    private final String nodeId;
    private final Path registry;
    private final int nodePort;
    private @Nullable ServerSocket door;

    Listening(String nodeId, Path registry, int nodePort) {
      this.nodeId = nodeId;
      this.registry = registry;
      this.nodePort = nodePort;
    }

    @Override
    public RawClient open() {
      try {
        ServerSocket next = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        next.setSoTimeout(WAIT_MILLIS);
        down();
        synchronized (this) {
          door = next;
        }
        announce();
        return RawClient.accept(next);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public RawClient dial() {
      return RawClient.dial(nodePort);
    }

    /// Writes the entry anew; nothing if nobody listens.
    synchronized void announce() {
      if (door == null) {
        return;
      }
      String entry =
          "{\"nodeId\":\"%s\",\"name\":\"listener\",\"port\":%d,\"pid\":%d,\"serviceType\":\"_sym._tcp\",\"ts\":%d}"
              .formatted(
                  nodeId,
                  door.getLocalPort(),
                  ProcessHandle.current().pid(),
                  System.currentTimeMillis());
      try {
        Path fresh = Files.writeString(registry.resolve(nodeId + ".json.tmp"), entry);
        Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public synchronized void down() {
      try {
        if (door != null) {
          door.close();
          door = null;
          Files.deleteIfExists(file());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Path file() {
      return registry.resolve(nodeId + ".json");
    }
  }
}
