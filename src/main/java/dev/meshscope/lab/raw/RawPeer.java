package dev.meshscope.lab.raw;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The program: announces itself, dials whom it must, answers, and keeps the first connection to a
/// peer for as long as that is open, as deployed nodes do. Commands come as JSON lines on standard
/// input, whose end ends it. Who is connected is guarded by the lock of this object.
public final class RawPeer {
  private static final long[] EARLY_MS = {0, 300, 1_200, 3_000};
  private static final long EVERY_MS = 5_000;
  private static final long TICK_MS = 10_000;
  private static final long SILENT_MS = 120_000;
  private static final int CONNECT_MS = 10_000;

  private final String nodeId;
  private final String name;
  private final String publicKey;
  private final ServerSocket door;
  private final RawRegistry registry;
  private final Lines lines;
  private final CountDownLatch end = new CountDownLatch(1);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("raw-timer").factory());
  private final Map<String, RawLink> links = new HashMap<>();
  private final Set<String> dialling = new HashSet<>();

  private RawPeer(Options options, ServerSocket door, Lines lines) {
    this.nodeId = options.nodeId;
    this.name = options.name;
    this.publicKey = options.publicKey;
    this.door = door;
    this.lines = lines;
    this.registry =
        new RawRegistry(options.registryDir, options.nodeId, options.name, door.getLocalPort());
  }

  private record Options(
      String nodeId, String name, String publicKey, String bind, Path registryDir) {}

  /// Runs until it is told to end; the exit status.
  ///
  /// @param arguments NODE-ID NAME PUBLIC-KEY BIND-ADDRESS REGISTRY-FOLDER
  public static int run(List<String> arguments) throws IOException {
    Options options =
        new Options(
            arguments.get(0),
            arguments.get(1),
            arguments.get(2),
            arguments.get(3),
            Path.of(arguments.get(4)));
    try (ServerSocket door = new ServerSocket()) {
      door.bind(new InetSocketAddress(InetAddress.ofLiteral(options.bind), 0), 512);
      var peer = new RawPeer(options, door, new Lines(new FileOutputStream(FileDescriptor.out)));
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(peer.registry::leave));
      peer.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private void run() throws InterruptedException {
    lines.tell(
        Lines.event("started")
            .put("nodeId", nodeId)
            .put("name", name)
            .put("port", door.getLocalPort())
            .put("pid", ProcessHandle.current().pid())
            .put("publicKey", publicKey));
    Thread.ofVirtual().start(this::accept);
    Thread.ofPlatform().daemon().name("standard-input").start(this::read);
    for (long ms : EARLY_MS) {
      timer.schedule(this::scan, ms, TimeUnit.MILLISECONDS);
    }
    timer.scheduleWithFixedDelay(this::announce, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(this::scan, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(this::beat, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    end.await();
    timer.shutdownNow();
    all().forEach(RawLink::close);
    registry.leave();
    lines.tell(Lines.event("stopped"));
  }

  String nodeId() {
    return nodeId;
  }

  ObjectNode handshake() {
    return Wire.handshake(nodeId, name, publicKey);
  }

  // Connections come and go.

  private void accept() {
    try {
      while (true) {
        open(door.accept(), false);
      }
    } catch (IOException e) {
      // The door is closed: we end.
    }
  }

  private void open(Socket socket, boolean outbound) throws IOException {
    RawLink link = new RawLink(this, socket, outbound);
    lines.tell(
        Lines.event(outbound ? "connected" : "accepted")
            .put("remote", "127.0.0.1:" + socket.getPort()));
    Thread.ofVirtual().start(link::run);
  }

  /// Whether this connection to a peer stays. Of two of one direction the older does; of two
  /// opposite ones the one that the smaller id dialled.
  synchronized boolean keeps(RawLink link, String remote) {
    RawLink before = links.get(remote);
    if (before != null) {
      boolean ours = nodeId.compareTo(remote) < 0;
      if (before.outbound() == link.outbound() || link.outbound() != ours) {
        lines.tell(Lines.event("refused").put("peer", remote));
        return false;
      }
      before.close();
    }
    links.put(remote, link);
    lines.tell(Lines.event("live").put("peer", remote).put("outbound", link.outbound()));
    return true;
  }

  synchronized void ended(RawLink link, String why) {
    String remote = link.remote();
    ObjectNode event = Lines.event("closed");
    if (remote != null) {
      event.put("peer", remote);
      links.remove(remote, link);
    }
    lines.tell(event.put("why", why));
  }

  void told(JsonNode message) {
    lines.tell(
        Lines.event("message")
            .put("peer", message.path("from").asString(""))
            .put("text", message.path("content").asString("")));
  }

  private synchronized List<RawLink> all() {
    return List.copyOf(links.values());
  }

  // What is due when nothing comes in.

  private void announce() {
    try {
      registry.announce();
    } catch (IOException e) {
      lines.tell(Lines.event("not-announced").put("why", String.valueOf(e.getMessage())));
    }
  }

  private void scan() {
    registry.toDial().forEach(this::dialOnce);
  }

  private synchronized void dialOnce(String remote, int port) {
    if (!links.containsKey(remote) && dialling.add(remote)) {
      Thread.ofVirtual()
          .start(() -> dial(remote, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }
  }

  private void dial(String remote, InetSocketAddress address) {
    Socket socket = new Socket();
    try {
      socket.connect(address, CONNECT_MS);
      open(socket, true);
    } catch (IOException e) {
      close(socket);
    } finally {
      synchronized (this) {
        dialling.remove(remote);
      }
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // As good as closed.
    }
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

  private void read() {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        command(line);
      }
    } catch (IOException e) {
      // As good as its end.
    }
    end.countDown();
  }

  private void command(String line) {
    JsonNode command;
    try {
      command = Wire.JSON.readTree(line);
    } catch (JacksonException e) {
      return;
    }
    switch (command.path("do").asString("")) {
      case "send" -> send(command.path("text").asString(""), command.path("to").asString(""));
      case "dial" -> dial(command.path("address").asString(""));
      case "quit" -> end.countDown();
      default -> {
        // nothing we can do
      }
    }
  }

  private void send(String text, String to) {
    for (RawLink link : all()) {
      if (to.isEmpty() || to.equals(link.remote())) {
        boolean sent =
            say(
                link,
                Wire.frame("message")
                    .put("from", nodeId)
                    .put("fromName", name)
                    .put("content", text)
                    .put("timestamp", System.currentTimeMillis()));
        if (sent) {
          lines.tell(Lines.event("sent").put("text", text).put("to", link.remote()));
        }
      }
    }
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
  private void dial(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 1) {
      return;
    }
    InetSocketAddress to =
        new InetSocketAddress(
            InetAddress.ofLiteral(address.substring(0, colon)),
            Integer.parseInt(address.substring(colon + 1)));
    timer.scheduleWithFixedDelay(
        () -> {
          if (all().isEmpty()) {
            dialAddress(to);
          }
        },
        0,
        1_000,
        TimeUnit.MILLISECONDS);
  }

  private synchronized void dialAddress(InetSocketAddress to) {
    String key = to.toString();
    if (dialling.add(key)) {
      Thread.ofVirtual().start(() -> dial(key, to));
    }
  }
}
