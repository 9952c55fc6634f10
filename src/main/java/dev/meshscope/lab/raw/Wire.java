package dev.meshscope.lab.raw;

import dev.meshscope.lab.words.LabWords;
import dev.meshscope.text.Times;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Frames on a blocking socket (PROTOCOL 2 and 3). On the threads that read and write.
public final class Wire {
  private Wire() {}

  private static final int MAX_FRAME = 1_048_576;

  static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /// A frame of this type.
  public static ObjectNode frame(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  /// The handshake of a node without extras.
  public static ObjectNode handshake(String nodeId, String name, String publicKey) {
    ObjectNode frame =
        frame("handshake")
            .put("nodeId", nodeId)
            .put("name", name)
            .put("version", "1.1.0")
            .put("publicKey", publicKey)
            .put("lifecycleRole", "participant")
            .put("group", "default")
            .put("room", "default");
    frame.putArray("extensions");
    return frame;
  }

  /// A message of a node's.
  static ObjectNode message(String nodeId, String name, String text) {
    return frame("message")
        .put("from", nodeId)
        .put("fromName", name)
        .put("content", text)
        .put("timestamp", System.currentTimeMillis());
  }

  /// @throws IOException if it cannot be written
  public static void write(OutputStream out, ObjectNode frame) throws IOException {
    byte[] payload = JSON.writeValueAsBytes(frame);
    ByteBuffer bytes = ByteBuffer.allocate(4 + payload.length);
    out.write(bytes.putInt(payload.length).put(payload).array());
    out.flush();
  }

  /// The next frame; one that is none has no type.
  ///
  /// @throws IOException if the connection has ended or a length is out of range
  public static JsonNode read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 1 || length > MAX_FRAME) {
      throw new IOException(LabWords.of("wire.a-frame-of-bytes", Integer.toUnsignedString(length)));
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    try {
      return JSON.readTree(payload);
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }

  static String type(JsonNode frame) {
    return frame.path("type").asString("");
  }

  static String now() {
    return Times.iso(Instant.now());
  }
}
