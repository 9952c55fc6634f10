package dev.meshscope.engine.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/// The two frames that never vary, with their prefix: 19 bytes each. On the engine loop.
final class Constant {
  private Constant() {}

  static final int BYTES = 19;

  /// The payload of either.
  static final int PAYLOAD = 15;

  private static final ByteBuf PING = frame("{\"type\":\"ping\"}");
  private static final ByteBuf PONG = frame("{\"type\":\"pong\"}");

  private static final long HEAD = PING.getLong(0);
  private static final long MIDDLE = PING.getLong(8);
  private static final long PING_END = PING.getLong(11);
  private static final long PONG_END = PONG.getLong(11);
  private static final long PONG_MIDDLE = PONG.getLong(8);

  private static final int BLOCK = 4096;
  private static final ByteBuf PONGS = pongs();

  static boolean isPing(ByteBuf buffer, int at) {
    return buffer.getLong(at + 11) == PING_END
        && buffer.getLong(at) == HEAD
        && buffer.getLong(at + 8) == MIDDLE;
  }

  static boolean isPong(ByteBuf buffer, int at) {
    return buffer.getLong(at + 11) == PONG_END
        && buffer.getLong(at) == HEAD
        && buffer.getLong(at + 8) == PONG_MIDDLE;
  }

  /// The most pongs that [#pongs(int)] gives in one buffer.
  static int mostPongs() {
    return BLOCK;
  }

  /// This many pongs, at most [#mostPongs], to be written once.
  static ByteBuf pongs(int count) {
    return PONGS.slice(0, count * BYTES);
  }

  private static ByteBuf pongs() {
    ByteBuf block = Unpooled.directBuffer(BLOCK * BYTES, BLOCK * BYTES);
    for (int i = 0; i < BLOCK; i++) {
      block.writeBytes(PONG, 0, BYTES);
    }
    return Unpooled.unreleasableBuffer(block.asReadOnly());
  }

  private static ByteBuf frame(String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    ByteBuf frame = Unpooled.directBuffer(BYTES, BYTES);
    frame.writeInt(bytes.length).writeBytes(bytes);
    return Unpooled.unreleasableBuffer(frame.asReadOnly());
  }
}
