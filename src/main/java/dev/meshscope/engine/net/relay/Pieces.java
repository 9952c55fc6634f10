package dev.meshscope.engine.net.relay;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/// Counts the pieces of messages that come in several frames, before they are put together: a relay
/// may send millions of empty ones a second and never end a message. On the engine loop.
final class Pieces extends ChannelInboundHandlerAdapter {
  private final RelayChannel connection;

  Pieces(RelayChannel connection) {
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    // The last one is counted as the message.
    if (message instanceof WebSocketFrame frame && !frame.isFinalFragment()) {
      connection.piece();
    }
    ctx.fireChannelRead(message);
  }
}
