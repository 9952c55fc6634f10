package dev.meshscope.proof;

import dev.meshscope.outside.Hello;
import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import dev.meshscope.outside.RawClient;
import dev.meshscope.outside.Signer;
import dev.meshscope.outside.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/// A peer that is connected to the node and answers: whose place others want. On the test's thread.
interface Victim extends AutoCloseable {

  /// How it stands to the node.
  ///
  /// @param meshscope a process of the program; else a raw peer
  /// @param dialled the node dialled it; else it dialled the node
  /// @param smaller its id is smaller than the node's
  record Role(boolean meshscope, boolean dialled, boolean smaller) {
    String nodeId() {
      return "%d0000000-0000-7000-8000-0000000000%d%d"
          .formatted(smaller ? 1 : 9, meshscope ? 1 : 0, dialled ? 1 : 0);
    }

    @Override
    public String toString() {
      return "%s, %s by the node, %s id"
          .formatted(
              meshscope ? "Meshscope process" : "raw peer",
              dialled ? "dialled" : "not dialled",
              smaller ? "smaller" : "larger");
    }
  }

  String nodeId();

  /// Its public key, which everybody can learn.
  String key();

  /// What it tells everybody in `x-meshscope`; missing for a raw peer.
  JsonNode told();

  /// Whether this text from the node reaches it.
  boolean hears(String text);

  @Override
  void close();

  /// Starts one and has it connected.
  static Victim start(Role role, Program node, Path folder) {
    return role.meshscope() ? new Node(role, node, folder) : new Raw(role, node);
  }

  private static void dial(Program node, int port) {
    node.write("{\"do\":\"dial\",\"address\":\"127.0.0.1:" + port + "\"}");
  }

  /// A plain socket.
  final class Raw implements Victim {
    private final Role role;
    private final String key;
    private final RawClient client;

    Raw(Role role, Program node) {
      this.role = role;
      // The same whenever it comes back.
      this.key = Wire.key(new Random(role.hashCode()));
      this.client = role.dialled() ? dialled(node) : RawClient.dial(node.port());
      client.send(new Hello(role.nodeId(), "victim", key).json());
      client.hear("handshake");
    }

    private static RawClient dialled(Program node) {
      try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        door.setSoTimeout(10_000);
        dial(node, door.getLocalPort());
        return RawClient.accept(door);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String nodeId() {
      return role.nodeId();
    }

    @Override
    public String key() {
      return key;
    }

    @Override
    public JsonNode told() {
      return Signer.extraOf("{}");
    }

    @Override
    public boolean hears(String text) {
      return client.hears(text, Duration.ofSeconds(5));
    }

    @Override
    public void close() {
      client.close();
    }
  }

  /// The program.
  final class Node implements Victim {
    private final Path own;
    private final Program program;
    private final JsonNode started;

    Node(Role role, Program node, Path folder) {
      String self = "127.0.0.1:" + node.port();
      this.own = folder.resolve(role.nodeId());
      this.program =
          role.dialled()
              ? Launch.program().node(own, "--node-id", role.nodeId())
              : Launch.program().node(own, "--node-id", role.nodeId(), "--dial", self);
      this.started = program.event(0, Duration.ofSeconds(20), "started");
      if (role.dialled()) {
        dial(node, started.path("port").asInt());
      }
      program.event(0, Duration.ofSeconds(20), "joined");
    }

    /// The same identity as another process beside it: to the node it looks restarted.
    Program again(String... more) throws IOException {
      Path copy = Files.createDirectories(own.resolve("again").resolve("state"));
      Files.copy(
          own.resolve("state").resolve("identity.json"),
          copy.resolve("identity.json"),
          StandardCopyOption.REPLACE_EXISTING);
      return Launch.program().node(own.resolve("again"), more);
    }

    @Override
    public String nodeId() {
      return started.path("nodeId").asString();
    }

    @Override
    public String key() {
      return started.path("publicKey").asString();
    }

    @Override
    public JsonNode told() {
      try (RawClient curious = RawClient.dial(program.port()).join()) {
        return Signer.extraOf(curious.hear("handshake"));
      }
    }

    @Override
    public boolean hears(String text) {
      try {
        program.event(
            0,
            Duration.ofSeconds(5),
            e -> Program.is(e, "message") && e.path("content").asString().equals(text));
        return true;
      } catch (AssertionError e) {
        return false;
      }
    }

    @Override
    public void close() {
      program.close();
    }
  }
}
