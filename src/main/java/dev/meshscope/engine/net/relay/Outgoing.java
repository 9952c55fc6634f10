package dev.meshscope.engine.net.relay;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is said to a relay on one connection: all that is written in one turn of the loop is
/// flushed once. On the engine loop.
final class Outgoing {
  private final Consumer<Throwable> broken;
  private @Nullable ChannelHandlerContext context;
  private boolean flushing;

  /// @param broken told why something could not be written
  Outgoing(Consumer<Throwable> broken) {
    this.broken = broken;
  }

  /// Where it goes.
  void into(ChannelHandlerContext ctx) {
    context = ctx;
  }

  /// Hands a frame to the channel; false if it cannot take it now.
  boolean send(NodeId to, byte[] payload) {
    ChannelHandlerContext ctx = context;
    byte[] envelope = RelayJson.envelope(to);
    int length = envelope.length + payload.length + 1;
    // Deployed clients and relays take the limit of a frame for the whole message.
    if (ctx == null || !ctx.channel().isWritable() || length > Frame.MAX_BYTES) {
      return false;
    }
    ByteBuf text = ctx.alloc().buffer(length, length);
    text.writeBytes(envelope).writeBytes(payload).writeByte('}');
    write(new TextWebSocketFrame(text));
    return true;
  }

  void say(byte[] text) {
    write(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
  }

  void write(WebSocketFrame frame) {
    ChannelHandlerContext ctx = context;
    if (ctx == null) {
      frame.release();
      return;
    }
    ctx.write(frame)
        .addListener(
            done -> {
              if (done.cause() != null) {
                broken.accept(done.cause());
              }
            });
    if (!flushing) {
      flushing = true;
      ctx.executor()
          .execute(
              () -> {
                flushing = false;
                ctx.flush();
              });
    }
  }
}
