package dev.meshscope.engine.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one step says, gathered by channel: all of it to one peer is one buffer, one call into the
/// kernel and one segment. On the engine loop.
///
/// Between the marks a remote that does not read fills its channel's own queue; who lets it grow
/// beyond [#MOST_BYTES_OVER_MARK] is stuck, so no queue grows without bound and nothing is dropped
/// in silence.
final class Outbox {

  /// What may wait above the high water mark of the channel, in bytes.
  static final long MOST_BYTES_OVER_MARK = 4 << 20;

  private static final int ROOM_FOR_MORE = 256;

  private final ByteBufAllocator allocator;
  private final Map<Channel, ByteBuf> begun = new LinkedHashMap<>();

  Outbox(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  /// One frame.
  void add(Channel channel, byte[] payload) {
    ByteBuf buffer = begun.get(channel);
    if (buffer == null || !buffer.isReadable()) {
      buffer = allocator.buffer(FrameDecoder.PREFIX + payload.length + ROOM_FOR_MORE);
      begun.put(channel, buffer);
    }
    buffer.writeInt(payload.length).writeBytes(payload);
  }

  /// This many pongs; they are never copied.
  void addPongs(Channel channel, int count) {
    write(channel);
    for (int left = count; left > 0; left -= Constant.mostPongs()) {
      channel.write(Constant.pongs(Math.min(left, Constant.mostPongs())), channel.voidPromise());
    }
    begun.put(channel, Unpooled.EMPTY_BUFFER);
  }

  /// Gives the channel what is said so far: it is about to be closed.
  void write(Channel channel) {
    ByteBuf buffer = begun.remove(channel);
    if (buffer != null && buffer.isReadable()) {
      channel.write(buffer, channel.voidPromise());
    }
  }

  /// Hands everything to the kernel.
  ///
  /// @return the channels whose remote does not read
  List<Channel> flush() {
    if (begun.isEmpty()) {
      return List.of();
    }
    List<Channel> stuck = new ArrayList<>(0);
    for (Map.Entry<Channel, ByteBuf> each : begun.entrySet()) {
      Channel channel = each.getKey();
      if (each.getValue().isReadable()) {
        channel.write(each.getValue(), channel.voidPromise());
      }
      channel.flush();
      if (channel.bytesBeforeWritable() > MOST_BYTES_OVER_MARK) {
        stuck.add(channel);
      }
    }
    begun.clear();
    return stuck;
  }
}
