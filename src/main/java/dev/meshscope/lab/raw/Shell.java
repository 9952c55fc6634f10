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
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the lab's small peers are made of beside their rule: a door, dials, a timer, and commands
/// on standard input, whose end ends them. Nothing that goes wrong in one of these ends another; it
/// is told as a line. Its methods may be called on any thread.
final class Shell implements AutoCloseable {
  private static final int CONNECT_MS = 10_000;
  private static final int BACKLOG = 512;
  private static final long BREATH_MS = 100;

  private final ServerSocket door;
  private final Lines lines = new Lines(new FileOutputStream(FileDescriptor.out));
  private final CountDownLatch end = new CountDownLatch(1);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("raw-timer").factory());
  private final Set<String> dialling = new HashSet<>();

  private Shell(ServerSocket door) {
    this.door = door;
  }

  /// @param address to listen on, as a literal
  /// @throws IOException if it cannot be listened on
  static Shell open(String address) throws IOException {
    ServerSocket door = new ServerSocket();
    door.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0), BACKLOG);
    return new Shell(door);
  }

  int port() {
    return door.getLocalPort();
  }

  void tell(ObjectNode event) {
    lines.tell(event);
  }

  /// It is there.
  void started(String nodeId, String name, String publicKey) {
    tell(
        Lines.event("started")
            .put("nodeId", nodeId)
            .put("name", name)
            .put("port", port())
            .put("pid", ProcessHandle.current().pid())
            .put("publicKey", publicKey));
  }

  /// Takes whoever comes, until the door is closed. That a connection cannot be had (there may be
  /// no descriptor left just now) is no end of it.
  void accept(RawLink.Owner owner) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!door.isClosed()) {
                try {
                  begin(owner, door.accept(), false);
                } catch (IOException e) {
                  if (!door.isClosed()) {
                    failed("accept", e);
                    breathe();
                  }
                }
              }
            });
  }

  private void breathe() {
    try {
      if (end.await(BREATH_MS, TimeUnit.MILLISECONDS)) {
        close();
      }
    } catch (InterruptedException e) {
      close();
    }
  }

  private void begin(RawLink.Owner owner, Socket socket, boolean outbound) {
    try {
      run(new RawLink(owner, socket, outbound), socket);
    } catch (IOException e) {
      failed(outbound ? "dial" : "accept", e);
      close(socket);
    }
  }

  private void run(RawLink link, Socket socket) {
    tell(
        Lines.event(link.outbound() ? "connected" : "accepted")
            .put("local", "127.0.0.1:" + socket.getLocalPort())
            .put("remote", "127.0.0.1:" + socket.getPort()));
    Thread.ofVirtual().start(link::run);
  }

  /// Dials, unless a dial of this name is under way; on a thread of its own.
  ///
  /// @param name of whom or what is dialled
  /// @param prepare told the connection before anything is read or written
  void dial(
      RawLink.Owner owner, String name, InetSocketAddress address, Consumer<RawLink> prepare) {
    synchronized (dialling) {
      if (!dialling.add(name)) {
        return;
      }
    }
    Thread.ofVirtual()
        .start(
            () -> {
              Socket socket = new Socket();
              try {
                socket.connect(address, CONNECT_MS);
                RawLink link = new RawLink(owner, socket, true);
                prepare.accept(link);
                run(link, socket);
              } catch (IOException e) {
                close(socket);
              } finally {
                synchronized (dialling) {
                  dialling.remove(name);
                }
              }
            });
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // As good as closed.
    }
  }

  /// Once, some time from now.
  void after(long millis, String what, Runnable task) {
    timer.schedule(() -> guarded(what, task), millis, TimeUnit.MILLISECONDS);
  }

  /// Again and again.
  void every(long firstMs, long everyMs, String what, Runnable task) {
    timer.scheduleWithFixedDelay(
        () -> guarded(what, task), firstMs, everyMs, TimeUnit.MILLISECONDS);
  }

  /// A timer ends for good when one of its tasks fails.
  private void guarded(String what, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      failed(what, e);
    }
  }

  void failed(String what, Exception e) {
    tell(Lines.event("failed").put("what", what).put("why", String.valueOf(e.getMessage())));
  }

  /// Reads commands as JSON lines; one that makes no sense is told and left out.
  void commands(Consumer<JsonNode> take) {
    Thread.ofPlatform().daemon().name("standard-input").start(() -> read(take));
  }

  private void read(Consumer<JsonNode> take) {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        command(line, take);
      }
    } catch (IOException e) {
      failed("standard input", e);
    }
    end.countDown();
  }

  private void command(String line, Consumer<JsonNode> take) {
    try {
      JsonNode command = Wire.JSON.readTree(line);
      if (command.path("do").asString("").equals("quit")) {
        end.countDown();
      } else {
        take.accept(command);
      }
    } catch (RuntimeException e) {
      failed("command", e);
    }
  }

  /// An address as commands give it.
  ///
  /// @throws IllegalArgumentException if it is none
  static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("no address: " + text);
    }
    return new InetSocketAddress(
        InetAddress.ofLiteral(text.substring(0, colon)),
        Integer.parseInt(text.substring(colon + 1)));
  }

  /// Until it is told to end.
  void await() throws InterruptedException {
    end.await();
  }

  /// Nobody is let in any more, and nothing is done any more.
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      door.close();
    } catch (IOException e) {
      // As good as closed.
    }
  }
}
