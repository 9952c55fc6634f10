package dev.meshscope.engine.net.relay;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.RelayCause;
import dev.meshscope.engine.net.Alarm;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for a WebSocket and gives way to it: no extensions (so no compression), no redirects, no
/// body is read of an answer that says no. On the engine loop.
///
/// ```
/// gate │ TLS │ HTTP codec │ this │ relay channel
/// gate │ TLS │ WebSocket codec │ pieces │ UTF-8 │ aggregator │ relay channel
/// ```
final class Upgrade extends ChannelInboundHandlerAdapter {
  private static final boolean ALLOW_EXTENSIONS = false;
  private static final boolean MASK = true;
  private static final boolean ALLOW_MASK_MISMATCH = false;
  private static final boolean ABSOLUTE_URL = false;
  private static final boolean ORIGIN = false;
  private static final boolean CLOSE_BY_ITSELF = false;
  private static final WebSocketDecoderConfig DECODER =
      WebSocketDecoderConfig.newBuilder()
          .expectMaskedFrames(false)
          .allowMaskMismatch(ALLOW_MASK_MISMATCH)
          .allowExtensions(ALLOW_EXTENSIONS)
          .maxFramePayloadLength(RelayJson.MAX_BYTES)
          .closeOnProtocolViolation(CLOSE_BY_ITSELF)
          .build();

  private final RelayConfig config;
  private final RelayChannel connection;
  private final long withinNs;
  private final WebSocketClientHandshaker handshaker;
  private @Nullable Alarm timer;

  Upgrade(RelayConfig config, RelayChannel connection, long withinNs) {
    this.config = config;
    this.connection = connection;
    this.withinNs = withinNs;
    this.handshaker =
        WebSocketClientHandshakerFactory.newHandshaker(
            config.url(),
            WebSocketVersion.V13,
            null,
            ALLOW_EXTENSIONS,
            new DefaultHttpHeaders().set(HttpHeaderNames.HOST, config.hostHeader()),
            RelayJson.MAX_BYTES,
            MASK,
            ALLOW_MASK_MISMATCH,
            -1,
            ABSOLUTE_URL,
            ORIGIN);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    timer =
        Alarm.set(
            ctx.executor(),
            withinNs,
            () -> connection.fail(Cause.of(RelayCause.UPGRADE_UNANSWERED)));
    handshaker
        .handshake(ctx.channel())
        .addListener(
            sent -> {
              if (sent.cause() != null) {
                connection.fail(RelayFault.of(config, sent.cause()));
              }
            });
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (message instanceof HttpResponse response) {
        answered(ctx, response);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void answered(ChannelHandlerContext ctx, HttpResponse response) {
    if (response.decoderResult().isFailure()) {
      connection.fail(Cause.of(RelayCause.NO_HTTP));
    } else if (!response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      connection.fail(Cause.of(RelayCause.HTTP_STATUS, response.status().code()));
    } else {
      upgrade(ctx, response);
    }
  }

  private void upgrade(ChannelHandlerContext ctx, HttpResponse response) {
    try {
      handshaker.finishHandshake(
          ctx.channel(),
          new DefaultFullHttpResponse(
              response.protocolVersion(),
              response.status(),
              Unpooled.EMPTY_BUFFER,
              response.headers(),
              EmptyHttpHeaders.INSTANCE));
    } catch (WebSocketHandshakeException e) {
      connection.fail(RelayFault.of(config, e));
      return;
    }
    // The decoder that was put in would close by itself, with the rest unread: that resets the
    // connection, and the relay never learns why.
    ctx.pipeline().remove(WebSocketFrameDecoder.class);
    for (ChannelHandler handler : pieces(connection).reversed()) {
      ctx.pipeline().addAfter(ctx.name(), null, handler);
    }
    ctx.pipeline().replace(this, "frame", decoder());
    connection.upgraded();
  }

  /// Cuts bytes into frames.
  static ChannelHandler decoder() {
    return new WebSocket13FrameDecoder(DECODER);
  }

  /// Counts frames and makes messages of them.
  static List<ChannelHandler> pieces(RelayChannel connection) {
    return List.of(
        new Pieces(connection),
        new Utf8FrameValidator(CLOSE_BY_ITSELF),
        new WebSocketFrameAggregator(RelayJson.MAX_BYTES));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
