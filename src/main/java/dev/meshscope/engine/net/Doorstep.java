package dev.meshscope.engine.net;

import dev.meshscope.core.link.Limits;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Somebody who came while too many fail: it says who it is before it costs a transport. Whoever
/// does finds its greeting read, and the bytes behind it, when it is let in; all others are turned
/// away. On the engine loop.
final class Doorstep extends ByteToMessageDecoder implements Lane.Guest {

  /// No greeting is longer, whatever its extras.
  static final int MOST_BYTES = 16 << 10;

  private final Supplier<Limits> limits;
  private final long patienceNs;
  private final Predicate<Handshake> lets;
  private final Runnable turnsAway;
  private @Nullable ChannelHandlerContext context;
  private boolean over;

  /// @param patienceNs how long it may take to greet
  /// @param lets whether who greets so comes in; if so its handler stands behind this one now
  /// @param turnsAway told of whoever does not come in, but for those that leave by themselves
  Doorstep(
      Supplier<Limits> limits, long patienceNs, Predicate<Handshake> lets, Runnable turnsAway) {
    this.limits = limits;
    this.patienceNs = patienceNs;
    this.lets = lets;
    this.turnsAway = turnsAway;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    var timer = ctx.executor().schedule(this::late, patienceNs, TimeUnit.NANOSECONDS);
    ctx.channel().closeFuture().addListener(done -> timer.cancel(false));
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (over) {
      in.skipBytes(in.readableBytes());
      return;
    }
    Integer length = in.readableBytes() < FrameDecoder.PREFIX ? null : in.getInt(in.readerIndex());
    if (length == null) {
      return;
    }
    if (length <= 0 || length > MOST_BYTES) {
      turnAway(ctx);
    } else if (in.readableBytes() >= FrameDecoder.PREFIX + length) {
      byte[] payload = new byte[length];
      in.getBytes(in.readerIndex() + FrameDecoder.PREFIX, payload);
      first(ctx, payload);
    }
  }

  private void first(ChannelHandlerContext ctx, byte[] payload) {
    Handshake theirs = theirs(payload);
    if (theirs != null && lets.test(theirs)) {
      over = true;
      // What has come in so far goes on to who stands behind.
      ctx.pipeline().remove(this);
    } else {
      turnAway(ctx);
    }
  }

  private @Nullable Handshake theirs(byte[] payload) {
    try {
      return FrameJson.read(payload, limits.get()) instanceof Frame.Greeting(var theirs)
          ? theirs
          : null;
    } catch (FrameJson.MalformedException e) {
      return null;
    }
  }

  private void turnAway(ChannelHandlerContext ctx) {
    turnsAway.run();
    close(ctx);
  }

  private void late() {
    if (!over && context != null) {
      turnAway(context);
    }
  }

  private void close(ChannelHandlerContext ctx) {
    over = true;
    Sockets.drop(ctx.channel());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    close(ctx);
  }

  @Override
  public boolean waits() {
    return !over && context != null && context.channel().isOpen();
  }

  @Override
  public void goes() {
    if (context != null) {
      close(context);
    }
  }
}
