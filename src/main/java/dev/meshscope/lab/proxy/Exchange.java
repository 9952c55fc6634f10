package dev.meshscope.lab.proxy;

import dev.meshscope.engine.Ground;
import dev.meshscope.lab.words.LabWords;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// All doors and connections of one round, and the faults that are on. Owns one thread, on which
/// all of it runs; its methods may be called on any other, and those that return something wait for
/// it.
public final class Exchange implements AutoCloseable {
  private static final int MOST_KEPT = 10_000;
  private static final long ANSWER_SECONDS = 10;

  static {
    Ground.settleNetty();
  }

  private record Way(String from, String to) {}

  private final Function<String, Side> sides;
  private final boolean borrows;
  private final EventLoopGroup group;
  private final EventLoop loop;
  private final ChannelGroup channels;
  // Touched on the loop only.
  private final List<Connection> connections = new ArrayList<>();
  private final Map<Way, Condition> conditions = new HashMap<>();
  private long numbers;

  /// Everybody lives on this machine's own loopback.
  public Exchange() {
    this(_ -> Side.HERE, false);
  }

  /// @param sides where each node lives, by its name
  /// @param borrows whether somebody may live elsewhere; Linux only
  public Exchange(Function<String, Side> sides, boolean borrows) {
    this.sides = sides;
    this.borrows = borrows;
    this.group =
        new MultiThreadIoEventLoopGroup(
            1,
            new DefaultThreadFactory("lab-exchange", true),
            borrows ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    this.loop = group.next();
    this.channels = new DefaultChannelGroup(loop);
  }

  /// A port at which `from` finds `to`, on its own loopback.
  ///
  /// @throws IOException if no port can be had
  public Door door(End from, End to, int targetPort) throws IOException {
    ServerBootstrap entrance =
        new ServerBootstrap()
            .group(group)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel near) {
                    channels.add(near);
                    connect(from, to, near, targetPort);
                  }
                });
    ChannelFuture bound =
        switch (sides.apply(from.node())) {
          case Side.Here() ->
              entrance
                  .channel(borrows ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                  .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
          case Side.Apart(Path lender) -> {
            int descriptor = await(SocketLender.listening(group, lender));
            yield entrance
                .channelFactory(() -> new EpollServerSocketChannel(descriptor))
                .register();
          }
        };
    bound.awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          LabWords.of("exchange.no-port-on-loopback", String.valueOf(bound.cause().getMessage())));
    }
    channels.add(bound.channel());
    return new Door(bound.channel(), from, to, targetPort);
  }

  private static int await(Future<Integer> descriptor) throws IOException {
    if (!descriptor.awaitUninterruptibly(ANSWER_SECONDS, TimeUnit.SECONDS)
        || !descriptor.isSuccess()) {
      throw new IOException(LabWords.of("exchange.no-port-on-the"), descriptor.cause());
    }
    return descriptor.getNow();
  }

  private void connect(End from, End to, Channel near, int targetPort) {
    Bootstrap way =
        new Bootstrap()
            .group(group)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel far) {
                    channels.add(far);
                  }
                });
    switch (sides.apply(to.node())) {
      case Side.Here() ->
          connected(
              from,
              to,
              near,
              way.channel(borrows ? EpollSocketChannel.class : NioSocketChannel.class)
                  .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort)));
      case Side.Apart(Path lender) -> {
        Future<Integer> descriptor = SocketLender.connected(group, lender, targetPort);
        descriptor.addListener(
            _ -> {
              if (descriptor.isSuccess()) {
                connected(
                    from,
                    to,
                    near,
                    way.channelFactory(() -> new EpollSocketChannel(descriptor.getNow()))
                        .register());
              } else {
                Flow.reset(near);
              }
            });
      }
    }
  }

  private void connected(End from, End to, Channel near, ChannelFuture connect) {
    connect.addListener(
        done -> {
          Channel far = connect.channel();
          if (done.isSuccess() && near.isActive()) {
            stands(from, to, near, far);
          } else {
            Flow.reset(near);
            far.close();
          }
        });
  }

  private void stands(End from, End to, Channel near, Channel far) {
    Connection connection = new Connection(++numbers, from, to, near, far);
    if (connections.size() == MOST_KEPT) {
      connections.removeIf(old -> !old.open());
    }
    connections.add(connection);
    conditions.forEach((way, condition) -> connection.condition(way.from(), way.to(), condition));
    connection.begin();
  }

  /// From now on the open connections of this node outlive it: its process may end, the other ends
  /// notice nothing.
  public void hold(String node) {
    onLoop(() -> connections.forEach(connection -> connection.outlive(node)));
  }

  /// Bytes from one node to another wait, on old connections and new ones, until it heals.
  public void partition(String from, String to) {
    onLoop(() -> condition(from, to, new Condition(true, of(from, to).delayNs())));
  }

  /// Bytes from one node to another arrive later.
  public void delay(String from, String to, Duration by) {
    onLoop(() -> condition(from, to, new Condition(of(from, to).stalled(), by.toNanos())));
  }

  /// Bytes from one node to another pass as if nothing had been.
  public void heal(String from, String to) {
    onLoop(() -> condition(from, to, Condition.GOOD));
  }

  /// Ends the open connections between two nodes.
  public void cut(String one, String other, boolean reset) {
    onLoop(
        () -> {
          for (Connection connection : List.copyOf(connections)) {
            if (connection.open() && connection.passage().between(one, other)) {
              connection.cut(reset);
            }
          }
        });
  }

  /// All connections that ever stood, the oldest first.
  public List<Passage> passages() {
    return ask(() -> connections.stream().map(Connection::passage).toList());
  }

  private Condition of(String from, String to) {
    return conditions.getOrDefault(new Way(from, to), Condition.GOOD);
  }

  private void condition(String from, String to, Condition condition) {
    conditions.put(new Way(from, to), condition);
    List.copyOf(connections).forEach(each -> each.condition(from, to, condition));
  }

  private void onLoop(Runnable task) {
    ask(
        () -> {
          task.run();
          return true;
        });
  }

  private <T> T ask(Callable<T> task) {
    // Not cut short by an interrupt: it is only a moment, and whoever was interrupted cleans up
    // with what this says.
    Future<T> answer = loop.submit(task);
    if (!answer.awaitUninterruptibly(ANSWER_SECONDS, TimeUnit.SECONDS) || !answer.isSuccess()) {
      throw new IllegalStateException("the exchange does not answer", answer.cause());
    }
    return answer.getNow();
  }

  /// Closes everything; at most a few seconds.
  @Override
  public void close() {
    channels.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }
}
