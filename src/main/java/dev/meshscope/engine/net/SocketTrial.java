package dev.meshscope.engine.net;

import dev.meshscope.core.link.SocketOptions;
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

/// What this system does with a socket of ours, tried on one that leads nowhere: a value.
///
/// @param options as read back after they were set; null if there was no socket
/// @param kernelTells whether the kernel says what it knows of a path
/// @param failure why there was no socket, in a sentence; empty if there was one
public record SocketTrial(@Nullable SocketOptions options, boolean kernelTells, String failure) {
  private static final int PATIENCE_MILLIS = 3_000;

  static {
    NettyDefaults.set();
  }

  /// Whether keepalive is on as PROTOCOL 7 wants it; what the system does not tell is not held
  /// against it.
  public static boolean asWanted(SocketOptions options) {
    return options.keepAlive()
        && is(options.idleSeconds(), Keepalive.IDLE_SECONDS)
        && is(options.intervalSeconds(), Keepalive.INTERVAL_SECONDS)
        && is(options.probes(), Keepalive.PROBES);
  }

  private static boolean is(@Nullable Integer value, int wanted) {
    return value == null || value == wanted;
  }

  /// Connects to itself on loopback, sets and reads back. Blocks, a few seconds at most.
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
    return new SocketTrial(options, tells, "");
  }

  private static SocketTrial failed(@Nullable Throwable cause) {
    return new SocketTrial(null, false, SocketEnd.words(cause));
  }
}
