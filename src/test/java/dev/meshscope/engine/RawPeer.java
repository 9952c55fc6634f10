package dev.meshscope.engine;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A peer that speaks PROTOCOL 2 and 3 byte by byte and shares no code with the engine. Blocking; a
/// test's own thread.
public final class RawPeer implements Closeable {
  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final DataOutputStream out;

  public RawPeer(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(15_000);
    socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  public static String handshake(String nodeId, String name) {
    return handshake(nodeId, name, "A".repeat(43), "1.1.0", "default");
  }

  public static String handshake(
      String nodeId, String name, String key, String version, String group) {
    return "{\"type\":\"handshake\",\"nodeId\":\"%s\",\"name\":\"%s\",\"version\":\"%s\",\"publicKey\":\"%s\",\"group\":\"%s\",\"extensions\":[]}"
        .formatted(nodeId, name, version, key, group);
  }

  public void say(String json) throws IOException {
    byte[] payload = json.getBytes(StandardCharsets.UTF_8);
    out.writeInt(payload.length);
    out.write(payload);
    out.flush();
  }

  public void raw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /// The next frame; fails at the end of the stream.
  public String hear() throws IOException {
    byte[] payload = new byte[in.readInt()];
    in.readFully(payload);
    return new String(payload, StandardCharsets.UTF_8);
  }

  /// Reads up to the frame that contains this text, answering pings on the way.
  public String hearUntil(String text) throws IOException {
    while (true) {
      String frame = hear();
      if (frame.contains(text)) {
        return frame;
      }
      if (frame.equals("{\"type\":\"ping\"}")) {
        say("{\"type\":\"pong\"}");
      }
    }
  }

  /// Answers pings until the other end closes.
  public void answerPings() {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                hearUntil("\u0000");
              } catch (IOException e) {
                // The other end has closed.
              }
            });
  }

  /// Whether the other end closes within the socket's time limit.
  public boolean seesTheEnd() throws IOException {
    try {
      while (in.read() >= 0) {
        // What was still on its way.
      }
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
