package dev.meshscope.lab.raw;

import dev.meshscope.lab.words.LabWords;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One connection. A virtual thread of its own reads; anybody may write.
final class RawLink {
  /// How long whoever has to introduce himself may take.
  static final int HANDSHAKE_MS = 10_000;

  /// What a connection asks of the peer it belongs to; on the thread that reads it.
  interface Owner {
    /// It stands; nothing was read yet.
    void opened(RawLink link) throws IOException;

    /// A frame of somebody who has not said who he is; false: it is to be closed.
    boolean stranger(RawLink link, JsonNode frame) throws IOException;

    /// A frame of whoever it is.
    void heard(RawLink link, String remote, JsonNode frame) throws IOException;

    /// It has ended.
    void ended(RawLink link, String why);
  }

  private final Owner owner;
  private final Socket socket;
  private final boolean outbound;
  private final DataInputStream in;
  private final OutputStream out;
  // Written by the reader; read by the heartbeat.
  private volatile long heardNs = System.nanoTime();
  // Written once; read by whoever wants to write to this peer.
  private volatile @Nullable String remote;

  RawLink(Owner owner, Socket socket, boolean outbound) throws IOException {
    this.owner = owner;
    this.socket = socket;
    this.outbound = outbound;
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  boolean outbound() {
    return outbound;
  }

  long heardNs() {
    return heardNs;
  }

  @Nullable String remote() {
    return remote;
  }

  /// From now on it is known who is at the other end.
  void is(String id) {
    remote = id;
  }

  /// How long the other end may say nothing; 0: for ever.
  void limit(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /// Frames until the end.
  void run() {
    String why = LabWords.of("raw-link.closed-by-the-other");
    try {
      owner.opened(this);
      boolean stays = true;
      while (stays) {
        stays = take(Wire.read(in));
      }
      why = "no handshake";
    } catch (SocketTimeoutException e) {
      why = LabWords.of("raw-link.no-handshake-within-s");
    } catch (IOException e) {
      String said = e.getMessage();
      why = said == null ? why : said;
    } catch (RuntimeException e) {
      why = LabWords.of("raw-link.a-frame-could-not", e);
    } finally {
      close();
      owner.ended(this, why);
    }
  }

  private boolean take(JsonNode frame) throws IOException {
    heardNs = System.nanoTime();
    String known = remote;
    if (known == null) {
      return owner.stranger(this, frame);
    }
    owner.heard(this, known, frame);
    return true;
  }

  void send(ObjectNode frame) throws IOException {
    synchronized (out) {
      Wire.write(out, frame);
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // As good as closed.
    }
  }
}
