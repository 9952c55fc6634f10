package dev.meshscope.engine.net;

import dev.meshscope.core.link.SocketOptions;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import java.util.logging.Level;
import java.util.logging.Logger;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/// TCP keepalive and its companions (PROTOCOL 7): set one by one, then read back, because what was
/// asked for is not always what is in force. On the engine loop.
public final class Keepalive {
  private Keepalive() {}

  /// Keepalive is inert while data is in flight; this bounds that case. A frozen peer is not hit:
  /// its kernel still acknowledges until its buffer is full.
  static final int USER_TIMEOUT_MILLIS = 11_000;

  private static final Logger LOG = Logger.getLogger(Keepalive.class.getName());

  /// Sets all of them on a connected channel.
  public static void set(Channel channel) {
    put(channel, ChannelOption.TCP_NODELAY, true);
    put(channel, ChannelOption.SO_KEEPALIVE, true);
    if (channel instanceof EpollSocketChannel) {
      put(channel, EpollChannelOption.TCP_KEEPIDLE, SocketOptions.IDLE_SECONDS);
      put(channel, EpollChannelOption.TCP_KEEPINTVL, SocketOptions.INTERVAL_SECONDS);
      put(channel, EpollChannelOption.TCP_KEEPCNT, SocketOptions.PROBES);
      put(channel, EpollChannelOption.TCP_USER_TIMEOUT, USER_TIMEOUT_MILLIS);
    } else {
      put(
          channel,
          NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE),
          SocketOptions.IDLE_SECONDS);
      put(
          channel,
          NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL),
          SocketOptions.INTERVAL_SECONDS);
      put(channel, NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), SocketOptions.PROBES);
    }
  }

  /// What is in force.
  public static SocketOptions readBack(Channel channel) {
    boolean epoll = channel instanceof EpollSocketChannel;
    return new SocketOptions(
        Boolean.TRUE.equals(read(channel, ChannelOption.SO_KEEPALIVE)),
        Boolean.TRUE.equals(read(channel, ChannelOption.TCP_NODELAY)),
        read(
            channel,
            epoll
                ? EpollChannelOption.TCP_KEEPIDLE
                : NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE)),
        read(
            channel,
            epoll
                ? EpollChannelOption.TCP_KEEPINTVL
                : NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL)),
        read(
            channel,
            epoll
                ? EpollChannelOption.TCP_KEEPCNT
                : NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT)),
        epoll ? read(channel, EpollChannelOption.TCP_USER_TIMEOUT) : null);
  }

  private static <T> void put(Channel channel, ChannelOption<T> option, T value) {
    try {
      channel.config().setOption(option, value);
    } catch (RuntimeException e) {
      // What could not be set is seen when it is read back.
      LOG.log(Level.FINE, "{0} not set: {1}", new Object[] {option, e.getMessage()});
    }
  }

  private static <T> @Nullable T read(Channel channel, ChannelOption<T> option) {
    try {
      return channel.config().getOption(option);
    } catch (RuntimeException e) {
      return null;
    }
  }
}
