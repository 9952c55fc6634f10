package dev.meshscope.lab.raw;

import dev.meshscope.lab.raw.DeployedTable.Due;
import dev.meshscope.lab.raw.DeployedTable.Verdict;
import dev.meshscope.lab.scenario.OperatingSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The program: a deployed node as PROTOCOL 9 describes it, its faults included, without a relay.
/// What it makes of its connections is [DeployedTable]; here are the sockets. The table is guarded
/// by the lock of this object.
public final class DeployedPeer implements RawLink.Owner {
  private static final long LISTEN_MS = 50;

  /// Before a name is announced it is asked for three times, 250 ms apart (RFC 6762, 8.1).
  private static final long PROBING_MS = 750;

  private static final long BROWSE_MS = 15_000;
  private static final String NONE = "-";

  private final Deployed kind;
  private final String nodeId;
  private final String name;
  private final String publicKey;
  private final Shell shell;
  private final List<RawRegistry> announced = new ArrayList<>();
  private final DeployedTable<RawLink> table;
  private final Set<RawLink> open = ConcurrentHashMap.newKeySet();

  private DeployedPeer(Deployed kind, String nodeId, String name, String publicKey, Shell shell) {
    this.kind = kind;
    this.nodeId = nodeId;
    this.name = name;
    this.publicKey = publicKey;
    this.shell = shell;
    this.table = new DeployedTable<>(kind, nodeId);
  }

  /// Runs until it is told to end; the exit status.
  ///
  /// @param arguments KIND NODE-ID NAME PUBLIC-KEY BIND-ADDRESS REGISTRY-FOLDER LAN-FOLDER; a
  ///   folder is `-` if there is none
  public static int run(List<String> arguments) throws IOException {
    try (Shell shell = Shell.open(arguments.get(4))) {
      var peer =
          new DeployedPeer(
              Deployed.of(arguments.get(0)),
              arguments.get(1),
              arguments.get(2),
              arguments.get(3),
              shell);
      peer.run(arguments.get(5), arguments.get(6));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private void run(String registryDir, String lanDir) throws InterruptedException {
    shell.started(nodeId, name, publicKey);
    shell.accept(this);
    shell.commands(this::command);
    if (kind.knowsRegistry() && !registryDir.equals(NONE)) {
      RawRegistry registry = announce(Path.of(registryDir), 0);
      for (long ms : RawPeer.EARLY_MS) {
        shell.after(ms, "scan", () -> dialAll(registry.toDial()));
      }
      shell.every(RawPeer.EVERY_MS, RawPeer.EVERY_MS, "scan", () -> dialAll(registry.toDial()));
    }
    if (!lanDir.equals(NONE)) {
      announce(Path.of(lanDir), PROBING_MS);
      HeardRecords lan = new HeardRecords(Path.of(lanDir), nodeId);
      shell.every(0, LISTEN_MS, "listen", () -> dialHeard(lan.appeared()));
      shell.every(BROWSE_MS, BROWSE_MS, "browse", () -> dialHeard(lan.all()));
    }
    long tickMs = TimeUnit.NANOSECONDS.toMillis(DeployedTable.TICK_NS);
    shell.every(tickMs, tickMs, "heartbeat", this::beat);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::goodbye));
    shell.await();
    shell.close();
    open.forEach(RawLink::close);
    goodbye();
    shell.tell(Lines.event("stopped"));
  }

  private RawRegistry announce(Path dir, long firstMs) {
    RawRegistry folder = new RawRegistry(dir, nodeId, name, shell.port());
    announced.add(folder);
    shell.every(firstMs, RawPeer.EVERY_MS, "announce", folder.announcing(shell));
    return folder;
  }

  private void goodbye() {
    announced.forEach(RawRegistry::leave);
  }

  // Dials.

  /// On macOS only the smaller id dials whom it hears; elsewhere both do.
  private void dialHeard(Map<String, Integer> heard) {
    boolean both = OperatingSystem.here() != OperatingSystem.MACOS;
    heard.forEach(
        (peer, port) -> {
          if (both || nodeId.compareTo(peer) < 0) {
            dialOnce(peer, port);
          }
        });
  }

  private void dialAll(Map<String, Integer> found) {
    found.forEach(this::dialOnce);
  }

  private void dialOnce(String peer, int port) {
    if (!lists(peer)) {
      shell.dial(this, peer, RawPeer.loopback(port), link -> link.is(peer));
    }
  }

  private synchronized boolean lists(String peer) {
    return table.lists(peer);
  }

  // Connections come and go.

  @Override
  public void opened(RawLink link) throws IOException {
    open.add(link);
    String expected = link.remote();
    if (expected == null && link.outbound()) {
      // Told to dial an address: who is there is said by the other.
      link.send(handshake());
      return;
    }
    if (expected == null) {
      link.limit(RawLink.HANDSHAKE_MS);
      return;
    }
    link.send(handshake());
    Verdict<RawLink> verdict;
    synchronized (this) {
      verdict = table.dialled(expected, link, System.nanoTime());
    }
    carryOut(expected, link, verdict);
  }

  @Override
  public boolean stranger(RawLink link, JsonNode frame) throws IOException {
    if (!Wire.type(frame).equals("handshake")) {
      // A bad frame switches the limit off.
      link.limit(0);
      return true;
    }
    String id = frame.path("nodeId").asString("");
    link.limit(0);
    link.is(id);
    Verdict<RawLink> verdict;
    synchronized (this) {
      verdict =
          link.outbound()
              ? table.dialled(id, link, System.nanoTime())
              : table.greeted(id, link, System.nanoTime());
    }
    return carryOut(id, link, verdict);
  }

  /// Whether the connection stays.
  private boolean carryOut(String peer, RawLink link, Verdict<RawLink> verdict) throws IOException {
    return switch (verdict) {
      case Verdict.Listed<RawLink>() -> {
        greet(link, true);
        yield live(peer, link, "first");
      }
      case Verdict.Refused<RawLink>() -> {
        shell.tell(Lines.event("refused").put("peer", peer));
        link.close();
        yield false;
      }
      case Verdict.Replaced<RawLink>(List<RawLink> closed, boolean greeted) -> {
        closed.forEach(RawLink::close);
        greet(link, greeted);
        yield live(peer, link, "replacement");
      }
      case Verdict.Forgotten<RawLink>(List<RawLink> closed) -> {
        closed.forEach(RawLink::close);
        yield live(peer, link, "unlisted");
      }
    };
  }

  private void greet(RawLink link, boolean greeted) throws IOException {
    if (greeted && !link.outbound()) {
      link.send(handshake());
    }
  }

  private boolean live(String peer, RawLink link, String how) {
    shell.tell(
        Lines.event("live").put("peer", peer).put("outbound", link.outbound()).put("how", how));
    return true;
  }

  private ObjectNode handshake() {
    return Wire.handshake(nodeId, name, publicKey).put("version", "0.2.3");
  }

  @Override
  public void heard(RawLink link, String remote, JsonNode frame) {
    synchronized (this) {
      table.heard(remote, System.nanoTime());
    }
    switch (Wire.type(frame)) {
      case "ping" -> say(remote, Wire.frame("pong"));
      case "message" -> shell.tell(Lines.message(frame));
      default -> {
        // nothing we do anything about
      }
    }
  }

  @Override
  public void ended(RawLink link, String why) {
    open.remove(link);
    String remote = link.remote();
    boolean left = false;
    ObjectNode event = Lines.event("closed");
    if (remote != null) {
      event.put("peer", remote);
      synchronized (this) {
        left = table.closed(remote, link);
      }
    }
    shell.tell(event.put("why", why));
    if (left) {
      shell.tell(Lines.event("left").put("peer", remote));
    }
  }

  // What is due when nothing comes in.

  private void beat() {
    List<Due<RawLink>> due;
    synchronized (this) {
      due = table.tick(System.nanoTime());
    }
    for (Due<RawLink> each : due) {
      switch (each) {
        case Due.Ping<RawLink>(RawLink voice) -> send(voice, Wire.frame("ping"));
        case Due.Close<RawLink>(List<RawLink> links) -> links.forEach(RawLink::close);
      }
    }
  }

  // What is said.

  private void say(String peer, ObjectNode frame) {
    RawLink voice;
    synchronized (this) {
      voice = table.voice(peer).orElse(null);
    }
    if (voice != null) {
      send(voice, frame);
    }
  }

  /// What is said to a closed connection is said to nobody, and no error is seen.
  private static void send(RawLink voice, ObjectNode frame) {
    try {
      voice.send(frame);
    } catch (IOException e) {
      // It counts as said.
    }
  }

  private void command(JsonNode command) {
    String to = command.path("to").asString("");
    switch (command.path("do").asString("")) {
      case "send" -> tell(command.path("text").asString(""), to);
      case "ping" -> listed(to).forEach(peer -> say(peer, Wire.frame("ping")));
      case "dial" -> {
        var address = Shell.address(command.path("address").asString(""));
        shell.every(
            0,
            RawPeer.EVERY_MS,
            "dial",
            () -> {
              if (listed("").isEmpty()) {
                shell.dial(this, address.toString(), address, _ -> {});
              }
            });
      }
      default -> {
        // nothing we can do
      }
    }
  }

  private synchronized List<String> listed(String to) {
    return table.peers().stream().filter(peer -> to.isEmpty() || to.equals(peer)).toList();
  }

  private void tell(String text, String to) {
    for (String peer : listed(to)) {
      say(peer, Wire.message(nodeId, name, text));
      shell.tell(Lines.event("sent").put("text", text).put("to", peer));
    }
  }
}
