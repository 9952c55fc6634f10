package dev.meshscope.engine.net;

import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// The one handler of a transport's channel: bytes in, inputs out. On the engine loop.
///
/// ```
/// +---------------------------+-----------------------------+
/// | length: 4 bytes, unsigned | payload: UTF-8 JSON object  |   repeated
/// +---------------------------+-----------------------------+
///   00 00 00 0f  7b 22 74 79 70 65 22 3a 22 70 69 6e 67 22 7d   the constant ping
/// ```
///
/// The constant ping is recognised by its bytes, and a run of them that was read in one go is one
/// input: whatever pipelines pings is answered at the speed of a copy.
final class PeerChannel extends ByteToMessageDecoder {
  private static final int PREFIX = 4;
  private static final int PING_FRAME = 19;
  // {"type":  "ping"}  as two overlapping longs: bytes 4..11 and 11..18 of the frame.
  private static final long PING_HEAD = 0x7b2274797065223aL;
  private static final long PING_TAIL = 0x3a2270696e67227dL;
  private static final long PONG_TAIL = 0x3a22706f6e67227dL;

  private final TransportId id;
  private final InputSink sink;
  private int pings;
  private boolean over;

  PeerChannel(TransportId id, InputSink sink) {
    this.id = id;
    this.sink = sink;
  }

  /// Nothing that comes from now on is looked at: the transport has left the table.
  void ignoreRest() {
    over = true;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    while (!over && in.readableBytes() >= PREFIX) {
      int at = in.readerIndex();
      long length = in.getUnsignedInt(at);
      if (length == 0 || length > Frame.MAX_BYTES) {
        answerPings();
        over = true;
        sink.take(
            new Input.Violated(
                id, length == 0 ? CloseReason.EMPTY_FRAME : CloseReason.FRAME_TOO_LARGE));
        break;
      }
      if (in.readableBytes() < PREFIX + length) {
        break;
      }
      if (length == PING_FRAME - PREFIX && in.getLong(at + PREFIX) == PING_HEAD) {
        long tail = in.getLong(at + PING_FRAME - Long.BYTES);
        if (tail == PING_TAIL) {
          in.skipBytes(PING_FRAME);
          pings++;
          continue;
        }
        if (tail == PONG_TAIL) {
          in.skipBytes(PING_FRAME);
          answerPings();
          sink.take(new Input.Received(id, new Frame.Pong(), PING_FRAME - PREFIX));
          continue;
        }
      }
      byte[] payload = new byte[(int) length];
      in.skipBytes(PREFIX).readBytes(payload);
      answerPings();
      parse(payload);
    }
    if (over) {
      in.skipBytes(in.readableBytes());
    }
  }

  private void parse(byte[] payload) {
    Input input;
    try {
      input = new Input.Received(id, FrameJson.read(payload), payload.length);
    } catch (FrameJson.MalformedException e) {
      input = new Input.Malformed(id, String.valueOf(e.getMessage()), payload.length);
    }
    sink.take(input);
  }

  private void answerPings() {
    int count = pings;
    if (count > 0) {
      pings = 0;
      sink.take(new Input.Pinged(id, count));
    }
  }

  /// Not the inherited one: it asks for more to read where nothing was handed on, and here nothing
  /// ever is, so a remote that is held back would be read from all the same.
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    answerPings();
    discardSomeReadBytes();
    ctx.fireChannelReadComplete();
  }

  /// A remote that does not read what we answer is not read from: its pongs wait in its own
  /// buffers, not in ours.
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
    ctx.channel().config().setAutoRead(ctx.channel().isWritable());
    super.channelWritabilityChanged(ctx);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof ChannelInputShutdownReadComplete) {
      ctx.close();
    }
    super.userEventTriggered(ctx, event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    super.channelInactive(ctx);
    sink.take(new Input.Ended(id, CloseReason.REMOTE_CLOSED, ""));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    sink.take(new Input.Ended(id, reason(cause), String.valueOf(cause.getMessage())));
    ctx.close();
  }

  private static CloseReason reason(Throwable cause) {
    String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (!(cause instanceof IOException)) {
      return CloseReason.FAILED;
    }
    if (words.contains("reset") || words.contains("broken pipe") || words.contains("aborted")) {
      return CloseReason.RESET;
    }
    return words.contains("timed out") ? CloseReason.TIMED_OUT : CloseReason.FAILED;
  }
}
