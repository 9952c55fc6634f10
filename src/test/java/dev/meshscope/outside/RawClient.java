package dev.meshscope.outside;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One end of one connection that speaks PROTOCOL.md and nothing else, with no line of the program
/// in it: a plain socket and strings. A thread of its own reads, and answers pings unless it is to
/// be silent.
public final class RawClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket;
  private final DataOutputStream out;
  private final List<String> heard = new ArrayList<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile boolean silent;
  private boolean ended;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.out = new DataOutputStream(socket.getOutputStream());
    Thread.ofVirtual().start(this::read);
  }

  public static RawClient dial(int port) {
    return dial(InetAddress.getLoopbackAddress().getHostAddress(), port);
  }

  public static RawClient dial(String host, int port) {
    try {
      var socket = new Socket();
      socket.connect(new InetSocketAddress(host, port), 10_000);
      return new RawClient(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next connection that comes in at this door.
  public static RawClient accept(ServerSocket door) {
    try {
      return new RawClient(door.accept());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Joins as a fresh peer.
  public RawClient join() {
    Random random = new Random();
    send(Wire.handshake(Wire.nodeId(random), "garbage", Wire.key(random)));
    hear("handshake");
    return this;
  }

  public RawClient greet(String nodeId, String name) {
    return send(Wire.handshake(nodeId, name, "A".repeat(43)));
  }

  public RawClient ping() {
    return send("{\"type\":\"ping\"}");
  }

  /// From now on it answers nothing; its socket stays open.
  public RawClient fallSilent() {
    silent = true;
    return this;
  }

  /// Answers again, first what was asked meanwhile.
  public RawClient speakAgain() {
    int missed = unanswered.getAndSet(0);
    silent = false;
    return missed == 0 ? this : send(Wire.repeat(Wire.PONG, missed));
  }

  public RawClient send(String json) {
    return send(Wire.frame(json));
  }

  /// Whatever bytes.
  public RawClient send(byte[] bytes) {
    try {
      synchronized (out) {
        out.write(bytes);
        out.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// The first frame of this type; fails if it does not come.
  public String hear(String type) {
    String frame = frame(type, 0, PATIENCE);
    if (frame == null) {
      throw new AssertionError("no " + type + " came: " + said());
    }
    return frame;
  }

  /// The first frame of this type from `from` on; null if it ended or time ran out before.
  public @Nullable String frame(String type, int from, Duration within) {
    return first("\"type\":\"" + type + "\"", from, within);
  }

  /// Whether a frame with this text came, or comes within this time.
  public boolean hears(String text, Duration within) {
    return first(text, 0, within) != null;
  }

  private @Nullable String first(String text, int from, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    synchronized (heard) {
      for (int next = from; ; ) {
        for (; next < heard.size(); next++) {
          if (heard.get(next).contains(text)) {
            return heard.get(next);
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (ended || left <= 0) {
          return null;
        }
        hold(left);
      }
    }
  }

  public int mark() {
    synchronized (heard) {
      return heard.size();
    }
  }

  /// Whether a ping of ours is answered.
  public boolean answersPing() {
    int mark = mark();
    try {
      return ping().frame("pong", mark, PATIENCE) != null;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /// Whether the other end closed within this time.
  public boolean closed(Duration within) {
    long end = System.nanoTime() + within.toNanos();
    synchronized (heard) {
      while (!ended) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        hold(left);
      }
      return true;
    }
  }

  /// All that was said until the other end closed; fails if it does not.
  public String untilTheEnd() {
    if (!closed(PATIENCE)) {
      throw new AssertionError("still open after " + PATIENCE + ": " + said());
    }
    return said();
  }

  /// All that was said so far.
  public String said() {
    synchronized (heard) {
      return String.join("\n", heard);
    }
  }

  public int localPort() {
    return socket.getLocalPort();
  }

  public int remotePort() {
    return socket.getPort();
  }

  /// Ends it with a reset.
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      // It is closed already.
    }
    close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try {
      var in = new DataInputStream(socket.getInputStream());
      while (true) {
        byte[] payload = new byte[in.readInt()];
        in.readFully(payload);
        String frame = new String(payload, StandardCharsets.UTF_8);
        synchronized (heard) {
          heard.add(frame);
          heard.notifyAll();
        }
        if (frame.contains("\"type\":\"ping\"")) {
          if (silent) {
            unanswered.incrementAndGet();
          } else {
            send(Wire.PONG);
          }
        }
      }
    } catch (IOException | UncheckedIOException e) {
      end();
    }
  }

  private void end() {
    synchronized (heard) {
      ended = true;
      heard.notifyAll();
    }
  }

  private void hold(long millis) {
    try {
      heard.wait(Math.max(1, millis));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
