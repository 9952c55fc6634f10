package dev.meshscope.bench;

import dev.meshscope.outside.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// What our pings are compared with: a pipeline that answers every frame with a constant pong and
/// flushes when a read is complete.
final class BarePong {
  private BarePong() {}

  private static final ByteBuf PONG =
      Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes(Wire.PONG)).asReadOnly();

  public static void main(String[] args) throws Exception {
    BareServer.serve(Answer::new);
  }

  /// A constant for every frame.
  private static final class Answer extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
      ((ByteBuf) frame).release();
      ctx.write(PONG.duplicate(), ctx.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      ctx.flush();
    }
  }
}
