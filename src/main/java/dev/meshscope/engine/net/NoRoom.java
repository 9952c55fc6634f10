package dev.meshscope.engine.net;

import dev.meshscope.core.link.SocketFault;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/// On the listening channel: a connection that cannot be accepted, for want of descriptors most
/// often, is counted and not accepted again for a second. Nothing is logged, as that may take a
/// descriptor too. On the engine loop.
final class NoRoom extends ChannelInboundHandlerAdapter {
  private static final long PAUSE_MS = 1_000;

  private final Runnable count;

  /// @param count called each time
  NoRoom(Runnable count) {
    this.count = count;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (isTheirs(SocketFaults.of(cause))) {
      return;
    }
    count.run();
    if (context.channel().config().isAutoRead()) {
      context.channel().config().setAutoRead(false);
      context
          .channel()
          .eventLoop()
          .schedule(
              () -> context.channel().config().setAutoRead(true), PAUSE_MS, TimeUnit.MILLISECONDS);
    }
  }

  /// Whoever came has gone again before it was its turn: the next one is welcome at once.
  private static boolean isTheirs(SocketFault fault) {
    return switch (fault) {
      case RESET, SILENT, NO_ROUTE, REFUSED, PROHIBITED -> true;
      case UNKNOWN_HOST, NOT_ONE, NO_NAMES, ITSELF, IN_USE, NOT_OURS, NO_DESCRIPTORS, OTHER ->
          false;
    };
  }
}
