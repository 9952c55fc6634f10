package dev.meshscope.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// One blocking connection for whatever bytes a test wants to send. On the test's thread.
final class RawSocket implements AutoCloseable {
  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;

  RawSocket(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /// Joins as a fresh peer.
  RawSocket join() throws IOException {
    Random random = new Random();
    send(Wire.frame(Wire.handshake(Wire.nodeId(random), "garbage", Wire.key(random))));
    hearUntil("\"handshake\"");
    return this;
  }

  RawSocket send(byte[] bytes) throws IOException {
    out.write(bytes);
    return this;
  }

  /// The first frame that has this text; pings on the way are answered.
  String hearUntil(String text) throws IOException {
    while (true) {
      String frame = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
      if (frame.contains(text)) {
        return frame;
      }
      if (frame.equals("{\"type\":\"ping\"}")) {
        send(Wire.PONG);
      }
    }
  }

  /// Whether a ping of ours is answered.
  boolean answersPing() throws IOException {
    send(Wire.PING);
    return hearUntil("pong").equals("{\"type\":\"pong\"}");
  }

  /// What is said until the other end closes; fails if it does not.
  String untilTheEnd() throws IOException {
    StringBuilder said = new StringBuilder();
    try {
      while (true) {
        said.append(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return said.toString();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
