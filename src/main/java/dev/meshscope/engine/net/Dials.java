package dev.meshscope.engine.net;

import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.SocketFault;
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
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Brings outbound connections about. Names are looked up on threads that may block; the rest on
/// the engine loop.
final class Dials {

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
    Dial dial = new Dial(id, endpoint);
    if (NetUtil.createByteArrayFromIpAddressString(endpoint.host()) != null) {
      dial.found(lookUp(endpoint.host()));
      return;
    }
    Thread.ofVirtual()
        .name("resolve")
        .start(
            () -> {
              List<InetAddress> found = lookUp(endpoint.host());
              Handover.to(group, () -> dial.found(found));
            });
  }

  /// What a name means now, or an address itself; empty if nobody knows it.
  private static List<InetAddress> lookUp(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  /// One dial, from the name to the connection.
  private final class Dial {
    private final TransportId id;
    private final Endpoint endpoint;
    private final ScheduledFuture<?> patience;
    private @Nullable ChannelFuture connect;

    Dial(TransportId id, Endpoint endpoint) {
      this.id = id;
      this.endpoint = endpoint;
      this.patience = group.schedule(this::giveUp, PATIENCE_NS, TimeUnit.NANOSECONDS);
    }

    private void giveUp() {
      if (door.wanted(id)) {
        SocketFault fault = connect == null ? SocketFault.NO_NAMES : SocketFault.SILENT;
        door.failed(id, SocketEnd.notConnected(fault));
      }
      if (connect != null) {
        connect.channel().close();
      }
    }

    void found(List<InetAddress> found) {
      if (!door.wanted(id)) {
        patience.cancel(false);
        return;
      }
      List<InetAddress> ones = found.stream().filter(Dialable::isOfOne).toList();
      if (ones.isEmpty()) {
        patience.cancel(false);
        door.failed(
            id,
            SocketEnd.notConnected(
                found.isEmpty() ? SocketFault.UNKNOWN_HOST : SocketFault.NOT_ONE));
        return;
      }
      connect(ones);
    }

    private void connect(List<InetAddress> found) {
      InetAddress address = addresses.next(endpoint, found);
      ChannelFuture future =
          Dials.this.connect(id, new InetSocketAddress(address, endpoint.port()));
      connect = future;
      future.addListener(
          done -> {
            patience.cancel(false);
            if (done.isSuccess()) {
              connected(id, (SocketChannel) future.channel(), endpoint, found, address);
            } else {
              addresses.failed(endpoint, found, address);
              door.failed(id, SocketEnd.notConnected(done.cause()));
            }
          });
    }
  }

  private ChannelFuture connect(TransportId id, InetSocketAddress address) {
    return new Bootstrap()
        .group(group)
        .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
        .disableResolver()
        // Ours begins when the table's does, and says whether a name or a machine is silent.
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
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
    } else if (channel.localAddress() == null) {
      // Closed again before we could look.
      addresses.failed(endpoint, found, address);
      door.failed(id, SocketEnd.notConnected(new ClosedChannelException()));
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
