package dev.meshscope.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/// PROTOCOL 2 and 3 as bytes, written by hand. Stateless; on any thread.
final class Wire {
  private Wire() {}

  static final byte[] PING = frame("{\"type\":\"ping\"}");
  static final byte[] PONG = frame("{\"type\":\"pong\"}");

  static byte[] frame(String json) {
    return frame(json.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] frame(byte[] payload) {
    return ByteBuffer.allocate(4 + payload.length).putInt(payload.length).put(payload).array();
  }

  /// A handshake with a name of its own and a key of 43 characters.
  static String handshake(String nodeId, String name, String key) {
    return "{\"type\":\"handshake\",\"nodeId\":\"%s\",\"name\":\"%s\",\"version\":\"1.1.0\",\"publicKey\":\"%s\",\"lifecycleRole\":\"participant\",\"group\":\"default\",\"extensions\":[]}"
        .formatted(nodeId, name, key);
  }

  /// A fresh version 7 id.
  static String nodeId(Random random) {
    long time = System.currentTimeMillis() & 0xffff_ffff_ffffL;
    return "%08x-%04x-7%03x-%04x-%012x"
        .formatted(
            time >>> 16,
            time & 0xffff,
            random.nextInt(0x1000),
            0x8000 | random.nextInt(0x4000),
            random.nextLong() & 0xffff_ffff_ffffL);
  }

  static String key(Random random) {
    byte[] raw = new byte[32];
    random.nextBytes(raw);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
  }

  /// Many copies of one frame, back to back.
  static byte[] repeat(byte[] frame, int times) {
    ByteBuffer all = ByteBuffer.allocate(frame.length * times);
    for (int i = 0; i < times; i++) {
      all.put(frame);
    }
    return all.array();
  }
}
