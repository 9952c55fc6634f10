package dev.meshscope.engine.net;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.link.SocketTrial;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Tries on a socket that leads nowhere what this system does with one of ours. Blocks, a few
/// seconds at most; on any thread.
public final class TrialSocket {
  private TrialSocket() {}

  private static final int PATIENCE_MILLIS = 3_000;

  static {
    NettyDefaults.set();
  }

  /// Connects to itself on loopback, sets and reads back.
  public static SocketTrial run() {
    boolean epoll = Epoll.isAvailable();
    var group =
        new MultiThreadIoEventLoopGroup(
            1,
            new DefaultThreadFactory("socket-trial", true),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    try (ServerSocket nowhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ChannelFuture connected =
          new Bootstrap()
              .group(group)
              .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
              .handler(new ChannelInboundHandlerAdapter())
              .connect(nowhere.getLocalSocketAddress());
      return connected.awaitUninterruptibly(PATIENCE_MILLIS) && connected.isSuccess()
          ? of(connected.channel())
          : failed(connected.cause());
    } catch (IOException e) {
      return failed(e);
    } finally {
      group.shutdownGracefully(0, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static SocketTrial of(Channel channel) {
    Keepalive.set(channel);
    SocketOptions options = Keepalive.readBack(channel);
    boolean tells = channel instanceof EpollSocketChannel socket && socket.tcpInfo() != null;
    channel.close().awaitUninterruptibly(PATIENCE_MILLIS);
    return new SocketTrial(options, tells, Cause.none());
  }

  private static SocketTrial failed(@Nullable Throwable cause) {
    return new SocketTrial(null, false, SocketEnd.cause(cause));
  }
}
