package dev.meshscope.lab.raw;

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
  private static final int HANDSHAKE_MS = 10_000;

  private final RawPeer peer;
  private final Socket socket;
  private final boolean outbound;
  private final DataInputStream in;
  private final OutputStream out;
  // Written by the reader; read by the heartbeat.
  private volatile long heardNs = System.nanoTime();
  // Written by the reader once; read by whoever wants to write to this peer.
  private volatile @Nullable String remote;

  RawLink(RawPeer peer, Socket socket, boolean outbound) throws IOException {
    this.peer = peer;
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

  /// Both handshakes, then frames until the end.
  void run() {
    String why = "closed by the other end";
    try {
      socket.setSoTimeout(HANDSHAKE_MS);
      if (outbound) {
        send(peer.handshake());
      }
      if (greeted(Wire.read(in))) {
        socket.setSoTimeout(0);
        while (true) {
          take(Wire.read(in));
        }
      }
      why = "no handshake";
    } catch (SocketTimeoutException e) {
      why = "no handshake within 10 s";
    } catch (IOException e) {
      String said = e.getMessage();
      why = said == null ? why : said;
    } finally {
      close();
      peer.ended(this, why);
    }
  }

  private boolean greeted(JsonNode frame) throws IOException {
    String id = frame.path("nodeId").asString("");
    if (!Wire.type(frame).equals("handshake") || id.isEmpty() || id.equals(peer.nodeId())) {
      return false;
    }
    if (!outbound) {
      send(peer.handshake());
    }
    heardNs = System.nanoTime();
    remote = id;
    if (!peer.keeps(this, id)) {
      send(Wire.frame("error").put("code", 1005).put("message", "duplicate"));
      return false;
    }
    return true;
  }

  private void take(JsonNode frame) throws IOException {
    heardNs = System.nanoTime();
    switch (Wire.type(frame)) {
      case "ping" -> send(Wire.frame("pong"));
      case "message" -> peer.told(frame);
      default -> {
        // nothing we do anything about
      }
    }
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
