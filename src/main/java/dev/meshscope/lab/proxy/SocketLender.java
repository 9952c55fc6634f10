package dev.meshscope.lab.proxy;

import dev.meshscope.lab.words.LabWords;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Sockets of another network namespace: a socket belongs to the namespace in which it was made,
/// and goes on to when its descriptor is handed to another process. So a small program lives in the
/// namespace and hands them over at a Unix socket, which no network namespace confines. One
/// connection to it, one order (`listen`, `connect 50598`), one descriptor; it is closed without
/// one where that cannot be had. Linux only; on loops of its own here, on the exchange's there.
public final class SocketLender implements AutoCloseable {
  private static final int BACKLOG = 1_024;
  private static final String LISTEN = "listen";
  private static final String CONNECT = "connect ";

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("socket-lender", true), EpollIoHandler.newFactory());

  /// Why sockets cannot be lent here; empty if they can.
  public static String impossible() {
    return Epoll.isAvailable() ? "" : LabWords.of("socket-lender.this-system-has-no");
  }

  /// Lends from now on.
  ///
  /// @throws IOException if this cannot be the place to ask at
  public void lend(Path at) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(EpollServerDomainSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel asker) {
                    asker.pipeline().addLast(new Orders());
                  }
                })
            .bind(new DomainSocketAddress(at.toFile()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(LabWords.of("socket-lender.sockets-cannot-be-lent", at), bound.cause());
    }
  }

  private final class Orders extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext asker, ByteBuf bytes) {
      String order = bytes.toString(StandardCharsets.US_ASCII).strip();
      ChannelFuture made = order.equals(LISTEN) ? listen() : connect(order);
      made.addListener(
          done -> {
            Channel socket = made.channel();
            if (done.isSuccess() && socket instanceof UnixChannel unix) {
              asker.writeAndFlush(unix.fd()).addListener(_ -> close(asker, socket));
            } else {
              close(asker, socket);
            }
          });
    }

    /// Our copy only; what was handed over lives on.
    private static void close(ChannelHandlerContext asker, Channel socket) {
      socket.close();
      asker.close();
    }
  }

  private ChannelFuture listen() {
    return new ServerBootstrap()
        .group(group)
        .channel(EpollServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.AUTO_READ, false)
        .childHandler(new ChannelInboundHandlerAdapter())
        .bind(new InetSocketAddress("0.0.0.0", 0));
  }

  private ChannelFuture connect(String order) {
    int port = Integer.parseInt(order.substring(CONNECT.length()));
    return new Bootstrap()
        .group(group)
        .channel(EpollSocketChannel.class)
        .option(ChannelOption.AUTO_READ, false)
        .handler(new ChannelInboundHandlerAdapter())
        .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  // The other end.

  /// A listening socket on all addresses of that network.
  static Future<Integer> listening(EventLoopGroup loops, Path lender) {
    return ask(loops, lender, LISTEN);
  }

  /// A socket that is connected to a port of that network's loopback.
  static Future<Integer> connected(EventLoopGroup loops, Path lender, int port) {
    return ask(loops, lender, CONNECT + port);
  }

  private static Future<Integer> ask(EventLoopGroup loops, Path lender, String order) {
    Promise<Integer> answer = loops.next().newPromise();
    new Bootstrap()
        .group(loops)
        .channel(EpollDomainSocketChannel.class)
        .option(
            io.netty.channel.epoll.EpollChannelOption.DOMAIN_SOCKET_READ_MODE,
            DomainSocketReadMode.FILE_DESCRIPTORS)
        .handler(new Answer(order, answer))
        .connect(new DomainSocketAddress(lender.toFile()))
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                answer.tryFailure(done.cause());
              }
            });
    return answer;
  }

  /// Gives the order and waits for the descriptor.
  private static final class Answer extends ChannelInboundHandlerAdapter {
    private final String order;
    private final Promise<Integer> answer;

    Answer(String order, Promise<Integer> answer) {
      this.order = order;
      this.answer = answer;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(order.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof FileDescriptor descriptor) {
        answer.trySuccess(descriptor.intValue());
      }
      ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      answer.tryFailure(new IOException(LabWords.of("socket-lender.the-other-network-gave")));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      answer.tryFailure(cause);
      ctx.close();
    }
  }
}
