package dev.meshscope.engine.net;

import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Brings outbound connections about. Names are looked up on threads that may block; the rest on
/// the engine loop.
final class Dials {
  private static final Logger LOG = Logger.getLogger(Dials.class.getName());

  /// Takes what becomes of a dial. On the engine loop.
  interface Door {

    /// Whether anybody still wants it.
    boolean wanted(TransportId id);

    /// There is a channel, not connected yet.
    void began(TransportId id, Channel channel);

    /// It is connected.
    PeerChannel connected(TransportId id, SocketChannel channel);

    /// It came to nothing.
    void failed(TransportId id, SocketEnd end);
  }

  /// A little less than the table waits, as it cannot know what was waited for.
  private static final long PATIENCE_NS =
      Settings.CONNECT_TIMEOUT_NS - TimeUnit.MILLISECONDS.toNanos(250);

  private final EventLoopGroup group;
  private final boolean epoll;
  private final Door door;
  private final Addresses addresses = new Addresses();

  Dials(EventLoopGroup group, boolean epoll, Door door) {
    this.group = group;
    this.epoll = epoll;
    this.door = door;
  }

  /// Dials; of a name with several addresses each attempt takes the next, until one leads to
  /// somebody.
  void dial(TransportId id, Endpoint endpoint) {
    long beganNs = System.nanoTime();
    if (NetUtil.createByteArrayFromIpAddressString(endpoint.host()) != null) {
      found(id, endpoint, lookUp(endpoint.host()), beganNs);
      return;
    }
    ScheduledFuture<?> silence =
        group.schedule(() -> nobodyKnows(id), PATIENCE_NS, TimeUnit.NANOSECONDS);
    Thread.ofVirtual()
        .name("resolve")
        .start(
            () -> {
              List<InetAddress> found = lookUp(endpoint.host());
              try {
                group.execute(
                    () -> {
                      silence.cancel(false);
                      found(id, endpoint, found, beganNs);
                    });
              } catch (RejectedExecutionException e) {
                LOG.log(Level.FINE, "the loop has ended meanwhile", e);
              }
            });
  }

  private void nobodyKnows(TransportId id) {
    if (door.wanted(id)) {
      door.failed(id, SocketEnd.notConnected(SocketFault.NO_NAMES));
    }
  }

  /// What a name means now, or an address itself; empty if nobody knows it.
  private static List<InetAddress> lookUp(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  private void found(TransportId id, Endpoint endpoint, List<InetAddress> found, long beganNs) {
    if (!door.wanted(id)) {
      return;
    }
    if (found.isEmpty()) {
      door.failed(id, SocketEnd.notConnected(SocketFault.UNKNOWN_HOST));
      return;
    }
    InetAddress address = addresses.next(endpoint, found);
    ChannelFuture connect =
        connect(
            id,
            new InetSocketAddress(address, endpoint.port()),
            PATIENCE_NS - (System.nanoTime() - beganNs));
    connect.addListener(
        done -> {
          if (done.isSuccess()) {
            connected(id, (SocketChannel) connect.channel(), endpoint, found, address);
          } else {
            addresses.failed(endpoint, found, address);
            door.failed(id, SocketEnd.notConnected(done.cause()));
          }
        });
  }

  private ChannelFuture connect(TransportId id, InetSocketAddress address, long withinNs) {
    return new Bootstrap()
        .group(group)
        .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
        .disableResolver()
        .option(
            ChannelOption.CONNECT_TIMEOUT_MILLIS,
            (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(withinNs)))
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                door.began(id, channel);
              }
            })
        .connect(address);
  }

  private void connected(
      TransportId id,
      SocketChannel channel,
      Endpoint endpoint,
      List<InetAddress> found,
      InetAddress address) {
    if (!door.wanted(id)) {
      channel.close();
    } else if (channel.localAddress().equals(channel.remoteAddress())) {
      // On loopback a dial to a port where nobody listens can meet itself.
      channel.close();
      addresses.failed(endpoint, found, address);
      door.failed(id, SocketEnd.notConnected(SocketFault.ITSELF));
    } else {
      PeerChannel handler = door.connected(id, channel);
      channel
          .closeFuture()
          .addListener(
              done -> {
                if (handler.greeted()) {
                  addresses.met(endpoint, found, address);
                } else {
                  addresses.failed(endpoint, found, address);
                }
              });
    }
  }
}
