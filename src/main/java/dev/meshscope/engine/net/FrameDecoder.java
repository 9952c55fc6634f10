package dev.meshscope.engine.net;

import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/// Cuts the byte stream of one transport into frames (PROTOCOL 2). On the engine loop.
///
/// ```
/// +---------------------------+-----------------------------+
/// | length: 4 bytes, unsigned | payload: UTF-8 JSON object  |
/// | big-endian                | 1 to 1,048,576 bytes        |
/// +---------------------------+-----------------------------+
///
/// 00 00 00 0f  7b 22 74 79 70 65 22 3a 22 70 69 6e 67 22 7d     {"type":"ping"}
/// |----- one long -----|      the constant ping, 19 bytes: compared as three
///         |----- one long -----|                 longs, the last of which overlaps
///                      |----- one long -----|
/// ```
///
/// Frames are read where they lie. Only the unfinished one at the end of a read is copied, into a
/// buffer that grows as its bytes come in (a declared length alone takes no memory) and is given
/// back when it is whole, so an idle transport holds no buffer.
final class FrameDecoder {

  /// A length prefix.
  static final int PREFIX = 4;

  private final ByteBufAllocator allocator;
  private final InputBudget budget;
  private @Nullable ByteBuf begun;
  private boolean stopped;

  FrameDecoder(ByteBufAllocator allocator, InputBudget budget) {
    this.allocator = allocator;
    this.budget = budget;
  }

  /// Takes in what was read; leaves the buffer's release to the caller.
  void feed(ByteBuf in, FrameSink sink) {
    if (begun != null) {
      finish(begun, in, sink);
    }
    int pings = 0;
    while (!stopped && in.isReadable()) {
      int readable = in.readableBytes();
      int at = in.readerIndex();
      if (readable >= Constant.BYTES && Constant.isPing(in, at)) {
        in.skipBytes(Constant.BYTES);
        pings++;
        continue;
      }
      if (pings > 0) {
        sink.pings(pings);
        pings = 0;
        continue;
      }
      if (readable < PREFIX) {
        break;
      }
      int length = in.getInt(at);
      if (violates(length, sink) || readable - PREFIX < length) {
        break;
      }
      in.skipBytes(PREFIX + length);
      frame(in, at, length, sink);
    }
    if (pings > 0) {
      sink.pings(pings);
    }
    if (!stopped && in.isReadable()) {
      begin(in, sink);
    }
  }

  /// Nothing is read any more; gives back what is held.
  void stop() {
    stopped = true;
    if (begun != null) {
      forget(begun);
    }
  }

  private void begin(ByteBuf in, FrameSink sink) {
    int bytes = in.readableBytes();
    if (!budget.grows(0, Math.max(bytes, Constant.BYTES))) {
      stop();
      sink.overBudget();
      return;
    }
    begun = allocator.buffer(Math.max(bytes, Constant.BYTES), PREFIX + Frame.MAX_BYTES);
    begun.writeBytes(in);
  }

  private void finish(ByteBuf tail, ByteBuf in, FrameSink sink) {
    if (!move(in, tail, PREFIX, sink)) {
      return;
    }
    int length = tail.getInt(tail.readerIndex());
    if (violates(length, sink) || !move(in, tail, PREFIX + length, sink)) {
      return;
    }
    begun = null;
    budget.released(tail.capacity());
    try {
      if (length == Constant.BYTES - PREFIX && Constant.isPing(tail, 0)) {
        sink.pings(1);
      } else {
        frame(tail, 0, length, sink);
      }
    } finally {
      tail.release();
    }
  }

  /// Moves bytes until `tail` has `wanted` of them; false if there are too few.
  private boolean move(ByteBuf in, ByteBuf tail, int wanted, FrameSink sink) {
    int missing = Math.min(wanted - tail.writerIndex(), in.readableBytes());
    if (missing > 0) {
      int needed = tail.writerIndex() + missing;
      if (needed > tail.capacity()) {
        int grown = Math.max(needed, Math.min(PREFIX + Frame.MAX_BYTES, 2 * tail.capacity()));
        if (!budget.grows(tail.capacity(), grown)) {
          stop();
          sink.overBudget();
          return false;
        }
        tail.capacity(grown);
      }
      tail.writeBytes(in, missing);
    }
    return tail.writerIndex() >= wanted;
  }

  private void frame(ByteBuf buffer, int at, int length, FrameSink sink) {
    if (length == Constant.BYTES - PREFIX && Constant.isPong(buffer, at)) {
      sink.pong();
    } else {
      sink.payload(buffer, at + PREFIX, length);
    }
  }

  private boolean violates(int length, FrameSink sink) {
    if (length > 0 && length <= Frame.MAX_BYTES) {
      return false;
    }
    stop();
    sink.violated(length == 0 ? CloseReason.EMPTY_FRAME : CloseReason.FRAME_TOO_LARGE);
    return true;
  }

  private void forget(ByteBuf tail) {
    begun = null;
    budget.released(tail.capacity());
    tail.release();
  }
}
