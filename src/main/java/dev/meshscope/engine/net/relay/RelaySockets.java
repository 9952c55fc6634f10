package dev.meshscope.engine.net.relay;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.RelayCause;
import dev.meshscope.engine.net.Handover;
import dev.meshscope.engine.net.Keepalive;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// TCP and TLS to a relay. Names are looked up, trust is read and certificates are checked on
/// threads that may block; the rest on the engine loop.
final class RelaySockets implements Dialler {
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(256 << 10, 1 << 20);

  /// Of the shortest that changes who is there some sixty, each of which may be the first of its
  /// kind: then others have their turn.
  static final int MOST_AT_ONCE = 4 << 10;

  private final RelayConfig config;
  private final EventLoop loop;
  private final RelayTimings timings;
  // Null: the JDK's trust store.
  private final @Nullable KeyStore trust;
  // Written by the thread that made it, read by the thread that dials next; made at most a few
  // times.
  private volatile @Nullable SslContext tls;

  RelaySockets(RelayConfig config, EventLoop loop, RelayTimings timings, @Nullable KeyStore trust) {
    this.config = config;
    this.loop = loop;
    this.timings = timings;
    this.trust = trust;
  }

  @Override
  public void dial(RelayChannel connection, int attempt) {
    Thread.ofVirtual()
        .name("relay-resolve")
        .start(() -> Handover.to(loop, prepare(connection, attempt)));
  }

  /// What may block. Of several addresses each attempt takes the next.
  private Runnable prepare(RelayChannel connection, int attempt) {
    try {
      InetAddress[] found = InetAddress.getAllByName(config.host());
      InetAddress address = found[(attempt - 1) % found.length];
      SslContext context = config.secure() ? tls() : null;
      return () -> connect(connection, new InetSocketAddress(address, config.port()), context);
    } catch (UnknownHostException e) {
      return () -> connection.fail(RelayFault.notConnected(config, e));
    } catch (SSLException | GeneralSecurityException e) {
      return () -> connection.fail(RelayFault.of(config, e));
    }
  }

  private SslContext tls() throws SSLException, GeneralSecurityException {
    SslContext known = tls;
    if (known != null) {
      return known;
    }
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .protocols("TLSv1.3", "TLSv1.2")
            .endpointIdentificationAlgorithm("HTTPS");
    if (trust != null) {
      TrustManagerFactory authorities =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      authorities.init(trust);
      builder.trustManager(authorities);
    }
    SslContext made = builder.build();
    tls = made;
    return made;
  }

  private void connect(
      RelayChannel connection, InetSocketAddress address, @Nullable SslContext context) {
    if (connection.over()) {
      return;
    }
    boolean epoll = loop instanceof IoEventLoopGroup io && io.isIoType(EpollIoHandler.class);
    ChannelFuture connect =
        new Bootstrap()
            .group(loop)
            .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
            .disableResolver()
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                (int) TimeUnit.NANOSECONDS.toMillis(timings.connectNs()))
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .option(ChannelOption.RECVBUF_ALLOCATOR, little())
            // What cannot be written must not throw away what has come and is not read yet.
            .option(ChannelOption.AUTO_CLOSE, false)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    fill(channel, connection, context);
                  }
                })
            .connect(address);
    connect.addListener(
        done -> connected(connection, (SocketChannel) connect.channel(), done.cause()));
  }

  /// What is read in one go can hold thousands of frames.
  static RecvByteBufAllocator little() {
    return new AdaptiveRecvByteBufAllocator(64, 1_024, MOST_AT_ONCE).maxMessagesPerRead(1);
  }

  private void fill(SocketChannel channel, RelayChannel connection, @Nullable SslContext context) {
    channel.pipeline().addLast(connection.gate());
    if (context != null) {
      SslHandler handler =
          context.newHandler(
              channel.alloc(),
              config.host(),
              config.port(),
              task -> Thread.ofVirtual().name("relay-tls").start(task));
      handler.setHandshakeTimeout(timings.connectNs(), TimeUnit.NANOSECONDS);
      channel.pipeline().addLast(handler);
    }
    channel
        .pipeline()
        .addLast(new HttpClientCodec())
        .addLast(new Upgrade(config, connection, timings.connectNs()))
        .addLast(connection);
  }

  private void connected(
      RelayChannel connection, SocketChannel channel, @Nullable Throwable failure) {
    if (failure != null) {
      connection.fail(RelayFault.notConnected(config, failure));
    } else if (channel.localAddress().equals(channel.remoteAddress())) {
      // On loopback a dial to a port where nobody listens can meet itself.
      connection.fail(Cause.of(RelayCause.NOBODY_LISTENS, config.port()));
    } else {
      Keepalive.set(channel);
      connection.tuned(Keepalive.readBack(channel));
    }
  }
}
