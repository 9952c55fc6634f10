package dev.meshscope.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One client's connection at the relay. On the relay's loop.
final class RelaySocket extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final long MOST_WAITING = 16 << 20;

  private final Hub hub;
  private @Nullable Channel channel;
  private @Nullable ScheduledFuture<?> authTimer;
  @Nullable String nodeId;
  @Nullable String name;
  long sinceNs;
  boolean registered;
  boolean askedAgain;
  boolean alive = true;

  RelaySocket(Hub hub) {
    this.hub = hub;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
      channel = ctx.channel();
      channel.config().setAutoRead(!hub.mischief.deaf);
      hub.opened(this);
      authTimer =
          ctx.executor()
              .schedule(
                  () -> close(4001, "Auth timeout"),
                  hub.setup.authWithin().toNanos(),
                  TimeUnit.NANOSECONDS);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text -> hub.heard(this, text.text());
      case CloseWebSocketFrame close -> {
        hub.closedByClient(close.statusCode());
        ctx.writeAndFlush(new CloseWebSocketFrame(1000, "")).addListener(done -> ctx.close());
      }
      default -> {}
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (authTimer != null) {
      authTimer.cancel(false);
    }
    hub.gone(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  void authenticated(String id, String asName, long nowNs) {
    authTimer.cancel(false);
    nodeId = id;
    name = asName;
    sinceNs = nowNs;
    registered = true;
    askedAgain = false;
    alive = true;
  }

  void say(String text) {
    if (channel.bytesBeforeWritable() > MOST_WAITING) {
      channel.close();
    } else if (!hub.mischief.silent) {
      channel.writeAndFlush(new TextWebSocketFrame(text));
    }
  }

  void sayBinary(byte[] bytes) {
    channel.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
  }

  /// One message as several WebSocket frames; `end` false: without its last one.
  void sayInPieces(String text, int pieceBytes, boolean end) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += pieceBytes) {
      int until = Math.min(bytes.length, at + pieceBytes);
      ByteBuf piece = Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, at, until));
      boolean last = end && until == bytes.length;
      channel.write(
          at == 0
              ? new TextWebSocketFrame(last, 0, piece)
              : new ContinuationWebSocketFrame(last, 0, piece));
    }
    channel.flush();
  }

  /// Bytes below the WebSocket: whatever they mean there.
  void sayRaw(byte[] bytes) {
    channel.pipeline().context("raw").writeAndFlush(Unpooled.wrappedBuffer(bytes));
  }

  void close(int code, String reason) {
    channel
        .writeAndFlush(new CloseWebSocketFrame(code, reason))
        .addListener(
            done -> channel.eventLoop().schedule(() -> channel.close(), 1, TimeUnit.SECONDS));
  }

  /// Without a goodbye.
  void cut() {
    channel.close();
  }

  void hear(boolean on) {
    channel.config().setAutoRead(on);
  }
}
