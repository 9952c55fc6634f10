package dev.meshscope.proof;

import dev.meshscope.outside.Launch;
import dev.meshscope.outside.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A node of ours as a process, which dials the node, is killed and started again, or stopped for a
/// while.
final class SoakProcess implements SoakPeer {
  private static final Duration JOIN = Duration.ofSeconds(30);

  private final String nodeId;
  private final Path folder;
  private final String address;
  private final Random random;
  private final SoakFaults faults;
  private final CountDownLatch over;
  private @Nullable Program program;

  SoakProcess(
      String nodeId,
      Path folder,
      String address,
      Random random,
      SoakFaults faults,
      CountDownLatch over) {
    this.nodeId = nodeId;
    this.folder = folder;
    this.address = address;
    this.random = random;
    this.faults = faults;
    this.over = over;
  }

  @Override
  public String nodeId() {
    return nodeId;
  }

  @Override
  public void begin() {
    Program started =
        Launch.program()
            .hearing(line -> !line.contains("\"event\":\"frames-"))
            .node(folder, "--node-id", nodeId, "--dial", address);
    program = started;
    try {
      started.event(0, JOIN, "joined");
    } catch (AssertionError e) {
      faults.tell(nodeId, "a process has not joined within " + JOIN + ": " + e.getMessage());
    }
  }

  @Override
  public void act() throws IOException, InterruptedException {
    if (program == null) {
      return;
    }
    if (random.nextBoolean()) {
      faults.did("process kill");
      program.kill();
      begin();
    } else {
      faults.did("process stop");
      signal("STOP");
      over.await(1_000 + random.nextInt(6_000), TimeUnit.MILLISECONDS);
      signal("CONT");
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    if (program != null) {
      String pid = String.valueOf(program.process().pid());
      new ProcessBuilder("kill", "-" + name, pid).start().waitFor(5, TimeUnit.SECONDS);
    }
  }

  @Override
  public void check() {
    if (program != null && program.already(0, e -> Program.is(e, "left")).isPresent()) {
      faults.tell(nodeId, "a process lost the node although it did nothing; " + program.recent());
      program.kill();
      begin();
    }
  }

  @Override
  public Optional<Ends> ends() {
    if (program == null) {
      return Optional.empty();
    }
    return program
        .table()
        .path("peers")
        .valueStream()
        .flatMap(peer -> peer.path("transports").valueStream())
        .filter(transport -> transport.path("role").asString().equals("incumbent"))
        .map(transport -> new Ends(port(transport, "local"), port(transport, "remote")))
        .findFirst();
  }

  /// The port of an end of a transport.
  static int port(JsonNode transport, String end) {
    String address = transport.path(end).asString();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  @Override
  public void close() {
    if (program != null) {
      program.close();
      program = null;
    }
  }
}
