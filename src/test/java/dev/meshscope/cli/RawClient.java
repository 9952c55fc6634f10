package dev.meshscope.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A peer that speaks PROTOCOL.md and nothing else, with no line of the program in it: a plain
/// socket and strings. A thread of its own reads, and answers pings unless it is to be silent.
final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final DataOutputStream out;
  private final List<String> heard = new ArrayList<>();
  private volatile boolean silent;
  private boolean ended;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.out = new DataOutputStream(socket.getOutputStream());
    Thread.ofVirtual().start(this::read);
  }

  static RawClient dial(int port) {
    try {
      var socket = new Socket();
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
      return new RawClient(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawClient greet(String nodeId, String name) {
    return send(
        """
        {"type":"handshake","nodeId":"%s","name":"%s","version":"1.1.0",\
        "publicKey":"%s","lifecycleRole":"participant","group":"default","extensions":[]}\
        """
            .formatted(nodeId, name, "A".repeat(43)));
  }

  RawClient ping() {
    return send("{\"type\":\"ping\"}");
  }

  /// From now on it answers nothing; its socket stays open.
  RawClient fallSilent() {
    silent = true;
    return this;
  }

  final RawClient send(String json) {
    byte[] payload = json.getBytes(StandardCharsets.UTF_8);
    try {
      synchronized (out) {
        out.writeInt(payload.length);
        out.write(payload);
        out.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// The first frame of this type from `from` on; null if it ended or time ran out before.
  @Nullable String frame(String type, int from, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    synchronized (heard) {
      for (int next = from; ; ) {
        for (; next < heard.size(); next++) {
          if (heard.get(next).contains("\"type\":\"" + type + "\"")) {
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

  int mark() {
    synchronized (heard) {
      return heard.size();
    }
  }

  /// Whether the other end closed within this time.
  boolean closed(Duration within) {
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
        if (frame.contains("\"type\":\"ping\"") && !silent) {
          send("{\"type\":\"pong\"}");
        }
      }
    } catch (EOFException e) {
      end();
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
