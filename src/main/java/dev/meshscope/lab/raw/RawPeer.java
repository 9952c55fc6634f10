package dev.meshscope.lab.raw;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The program: announces itself, dials whom it must, answers, pings as deployed nodes do, and
/// keeps the first connection to a peer for as long as that is open. Who is connected is guarded by
/// the lock of this object.
public final class RawPeer implements RawLink.Owner {
  static final long[] EARLY_MS = {0, 300, 1_200, 3_000};
  static final long EVERY_MS = 5_000;
  private static final long TICK_MS = 10_000;
  private static final long SILENT_MS = 120_000;
  private static final long AGAIN_MS = 1_000;

  private final String nodeId;
  private final String name;
  private final String publicKey;
  private final Shell shell;
  private final RawRegistry registry;
  private final Map<String, RawLink> links = new HashMap<>();

  private RawPeer(String nodeId, String name, String publicKey, Shell shell, Path registryDir) {
    this.nodeId = nodeId;
    this.name = name;
    this.publicKey = publicKey;
    this.shell = shell;
    this.registry = new RawRegistry(registryDir, nodeId, name, shell.port());
  }

  /// Runs until it is told to end; the exit status.
  ///
  /// @param arguments NODE-ID NAME PUBLIC-KEY BIND-ADDRESS REGISTRY-FOLDER
  public static int run(List<String> arguments) throws IOException {
    try (Shell shell = Shell.open(arguments.get(3))) {
      var peer =
          new RawPeer(
              arguments.get(0),
              arguments.get(1),
              arguments.get(2),
              shell,
              Path.of(arguments.get(4)));
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(peer.registry::leave));
      peer.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private void run() throws InterruptedException {
    shell.started(nodeId, name, publicKey);
    shell.accept(this);
    shell.commands(this::command);
    for (long ms : EARLY_MS) {
      shell.after(ms, "scan", this::scan);
    }
    shell.every(0, EVERY_MS, "announce", registry.announcing(shell));
    shell.every(EVERY_MS, EVERY_MS, "scan", this::scan);
    shell.every(TICK_MS, TICK_MS, "heartbeat", this::beat);
    shell.await();
    shell.close();
    all().forEach(RawLink::close);
    registry.leave();
    shell.tell(Lines.event("stopped"));
  }

  // Connections come and go.

  @Override
  public void opened(RawLink link) throws IOException {
    link.limit(RawLink.HANDSHAKE_MS);
    if (link.outbound()) {
      link.send(Wire.handshake(nodeId, name, publicKey));
    }
  }

  @Override
  public boolean stranger(RawLink link, JsonNode frame) throws IOException {
    String id = frame.path("nodeId").asString("");
    if (!Wire.type(frame).equals("handshake") || id.isEmpty() || id.equals(nodeId)) {
      return false;
    }
    if (!link.outbound()) {
      link.send(Wire.handshake(nodeId, name, publicKey));
    }
    link.is(id);
    if (!keeps(link, id)) {
      link.send(Wire.frame("error").put("code", 1005).put("message", "duplicate"));
      return false;
    }
    link.limit(0);
    return true;
  }

  /// Whether this connection to a peer stays. Of two of one direction the older does; of two
  /// opposite ones the one that the smaller id dialled.
  private synchronized boolean keeps(RawLink link, String remote) {
    RawLink before = links.get(remote);
    if (before != null) {
      boolean ours = nodeId.compareTo(remote) < 0;
      if (before.outbound() == link.outbound() || link.outbound() != ours) {
        shell.tell(Lines.event("refused").put("peer", remote));
        return false;
      }
      before.close();
    }
    links.put(remote, link);
    shell.tell(Lines.event("live").put("peer", remote).put("outbound", link.outbound()));
    return true;
  }

  @Override
  public void heard(RawLink link, String remote, JsonNode frame) throws IOException {
    switch (Wire.type(frame)) {
      case "ping" -> link.send(Wire.frame("pong"));
      case "message" -> shell.tell(Lines.message(frame));
      default -> {
        // nothing we do anything about
      }
    }
  }

  @Override
  public synchronized void ended(RawLink link, String why) {
    String remote = link.remote();
    ObjectNode event = Lines.event("closed");
    if (remote != null) {
      event.put("peer", remote);
      links.remove(remote, link);
    }
    shell.tell(event.put("why", why));
  }

  private synchronized List<RawLink> all() {
    return List.copyOf(links.values());
  }

  // What is due when nothing comes in.

  private void scan() {
    registry
        .toDial()
        .forEach(
            (remote, port) -> {
              if (!connected(remote)) {
                shell.dial(this, remote, loopback(port), _ -> {});
              }
            });
  }

  private synchronized boolean connected(String remote) {
    return links.containsKey(remote);
  }

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private void beat() {
    for (RawLink link : all()) {
      long silentMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - link.heardNs());
      if (silentMs > SILENT_MS) {
        link.close();
      } else if (silentMs > TICK_MS) {
        say(link, Wire.frame("ping"));
      }
    }
  }

  // Commands.

  private void command(JsonNode command) {
    String to = command.path("to").asString("");
    switch (command.path("do").asString("")) {
      case "send" -> send(command.path("text").asString(""), to);
      case "ping" -> each(to, link -> say(link, Wire.frame("ping")));
      case "dial" -> dial(Shell.address(command.path("address").asString("")));
      default -> {
        // nothing we can do
      }
    }
  }

  private void each(String to, java.util.function.Consumer<RawLink> each) {
    all().stream().filter(link -> to.isEmpty() || to.equals(link.remote())).forEach(each);
  }

  private void send(String text, String to) {
    each(
        to,
        link -> {
          if (say(link, Wire.message(nodeId, name, text))) {
            shell.tell(Lines.event("sent").put("text", text).put("to", link.remote()));
          }
        });
  }

  private static boolean say(RawLink link, ObjectNode frame) {
    try {
      link.send(frame);
      return true;
    } catch (IOException e) {
      link.close();
      return false;
    }
  }

  /// Keeps trying until a connection stands; the address is known for good then.
  private void dial(InetSocketAddress to) {
    shell.every(
        0,
        AGAIN_MS,
        "dial",
        () -> {
          if (all().isEmpty()) {
            shell.dial(this, to.toString(), to, _ -> {});
          }
        });
  }
}
