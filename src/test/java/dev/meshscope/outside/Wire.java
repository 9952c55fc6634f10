package dev.meshscope.outside;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

/// PROTOCOL 2 and 3 as bytes, written by hand. Stateless; on any thread.
public final class Wire {
  private Wire() {}

  public static final byte[] PING = frame("{\"type\":\"ping\"}");
  public static final byte[] PONG = frame("{\"type\":\"pong\"}");

  public static byte[] frame(String json) {
    return frame(json.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] frame(byte[] payload) {
    return ByteBuffer.allocate(4 + payload.length).putInt(payload.length).put(payload).array();
  }

  /// A handshake with a name of its own and a key of 43 characters.
  public static String handshake(String nodeId, String name, String key) {
    return new Hello(nodeId, name, key).json();
  }

  /// A fresh version 7 id.
  public static String nodeId(Random random) {
    long time = System.currentTimeMillis() & 0xffff_ffff_ffffL;
    return "%08x-%04x-7%03x-%04x-%012x"
        .formatted(
            time >>> 16,
            time & 0xffff,
            random.nextInt(0x1000),
            0x8000 | random.nextInt(0x4000),
            random.nextLong() & 0xffff_ffff_ffffL);
  }

  /// 32 random bytes in the form of a public key.
  public static String key(Random random) {
    byte[] raw = new byte[32];
    random.nextBytes(raw);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
  }

  /// 16 random bytes in the form of an incarnation or a nonce.
  public static String hex16(Random random) {
    byte[] raw = new byte[16];
    random.nextBytes(raw);
    return HexFormat.of().formatHex(raw);
  }

  /// Many copies of one frame, back to back.
  public static byte[] repeat(byte[] frame, int times) {
    ByteBuffer all = ByteBuffer.allocate(frame.length * times);
    for (int i = 0; i < times; i++) {
      all.put(frame);
    }
    return all.array();
  }
}
