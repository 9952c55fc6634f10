package dev.meshscope.lab.world;

import dev.meshscope.lab.raw.Wire;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import tools.jackson.databind.JsonNode;

/// A connection in somebody's name, made by us: it shakes hands, answers pings, and has no extras.
/// A virtual thread of its own reads.
final class Visitor implements AutoCloseable {
  private final Socket socket;

  private Visitor(Socket socket) {
    this.socket = socket;
  }

  /// Dials and introduces itself.
  ///
  /// @throws IOException if nobody answers
  static Visitor dial(int port, String nodeId, String name, String publicKey) throws IOException {
    Visitor visitor = new Visitor(new Socket(InetAddress.getLoopbackAddress(), port));
    OutputStream out = visitor.socket.getOutputStream();
    Wire.write(out, Wire.handshake(nodeId, name, publicKey));
    Thread.ofVirtual().name("visitor").start(() -> visitor.answer(out));
    return visitor;
  }

  private void answer(OutputStream out) {
    try (socket;
        var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
      while (true) {
        JsonNode frame = Wire.read(in);
        if (frame.path("type").asString("").equals("ping")) {
          Wire.write(out, Wire.frame("pong"));
        }
      }
    } catch (IOException e) {
      // It was sent away, or the round is over.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // As good as closed.
    }
  }
}
