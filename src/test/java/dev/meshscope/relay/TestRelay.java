package dev.meshscope.relay;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// A relay on loopback. All it does is on its own loop; its methods may be called on any other
/// thread and return when done. Node ids are plain strings here.
public final class TestRelay implements AutoCloseable {
  private static final int MOST_BYTES = 4 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("test-relay", true), NioIoHandler.newFactory());
  private final Hub hub;
  private final Channel listening;

  private TestRelay(RelaySetup setup) {
    this.hub = new Hub(setup);
    this.listening =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    fill(channel);
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), setup.port()))
            .syncUninterruptibly()
            .channel();
    hub.start(group.next());
  }

  /// Listens when it returns.
  public static TestRelay start() {
    return start(RelaySetup.DEFAULT);
  }

  public static TestRelay start(RelaySetup setup) {
    return new TestRelay(setup);
  }

  private void fill(SocketChannel channel) {
    if (hub.setup.tls() != null) {
      channel.pipeline().addLast(hub.setup.tls().newHandler(channel.alloc()));
    }
    channel
        .pipeline()
        .addLast("raw", new ChannelInboundHandlerAdapter())
        .addLast(new HttpServerCodec())
        .addLast(new HttpObjectAggregator(65_536))
        .addLast(new Doorman())
        .addLast(
            new WebSocketServerProtocolHandler(
                WebSocketServerProtocolConfig.newBuilder()
                    .websocketPath("/")
                    .checkStartsWith(true)
                    .maxFramePayloadLength(MOST_BYTES)
                    .handleCloseFrames(false)
                    .sendCloseFrame(null)
                    .build()))
        .addLast(new WebSocketFrameAggregator(MOST_BYTES))
        .addLast(new RelaySocket(hub));
  }

  /// Turns everybody away with another status if told to.
  private final class Doorman extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof FullHttpRequest request && hub.mischief.upgradeStatus != 101) {
        request.release();
        var response =
            new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(hub.mischief.upgradeStatus),
                Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        response.headers().set(HttpHeaderNames.LOCATION, hub.mischief.upgradeLocation);
        ctx.writeAndFlush(response);
      } else {
        ctx.fireChannelRead(message);
      }
    }
  }

  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  public URI url() {
    return URI.create((hub.setup.tls() == null ? "ws" : "wss") + "://127.0.0.1:" + port());
  }

  // What it sees.

  /// Who is registered.
  public Set<String> present() {
    return hub.present();
  }

  /// WebSockets that are open, registered or not.
  public int open() {
    return hub.open();
  }

  /// WebSockets that were ever opened.
  public long connections() {
    return hub.connections();
  }

  public long routed() {
    return hub.routed();
  }

  public long dropped() {
    return hub.dropped();
  }

  /// What clients have said, the last 4,096 messages.
  public List<JsonNode> heard() {
    return hub.heard();
  }

  public long heard(String type) {
    return heard().stream().filter(m -> m.path("type").asString("").equals(type)).count();
  }

  /// Close codes that clients have sent, in order.
  public List<Integer> farewells() {
    return hub.farewells();
  }

  /// Waits for a condition on what the relay sees, at most ten seconds.
  public void await(String what, Predicate<TestRelay> condition) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    synchronized (hub) {
      while (!condition.test(this)) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError(
              "not seen by the relay: " + what + "; present " + present() + ", heard " + heard());
        }
        try {
          hub.wait(left);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  /// Waits until exactly these are registered.
  public void awaitPresent(String... ids) {
    await("present " + List.of(ids), relay -> relay.present().equals(Set.of(ids)));
  }

  // What it does wrong.

  /// Frames that fit are not passed on.
  public void drop(Predicate<Routed> which) {
    onLoop(() -> hub.mischief.dropped = which);
  }

  public void dropFraction(double probability, long seed) {
    drop(Mischief.fraction(probability, seed));
  }

  /// Frames are passed on this much later.
  public void delay(Duration by) {
    onLoop(() -> hub.mischief.delay = by);
  }

  /// Takes in everything and says nothing.
  public void silent(boolean on) {
    onLoop(() -> hub.mischief.silent = on);
  }

  /// Reads nothing, from those who are there and those who will come.
  public void deaf(boolean on) {
    onLoop(
        () -> {
          hub.mischief.deaf = on;
          hub.sockets.forEach(socket -> socket.hear(!on));
        });
  }

  /// Answers what asks for a WebSocket with another status than 101.
  public void answerUpgradesWith(int status, String location) {
    onLoop(
        () -> {
          hub.mischief.upgradeStatus = status;
          hub.mischief.upgradeLocation = location;
        });
  }

  /// Closes all connections with this code.
  public void close(int code, String reason) {
    toAll(socket -> socket.close(code, reason));
  }

  public void close(String id, int code, String reason) {
    to(id, socket -> socket.close(code, reason));
  }

  /// Ends all connections without a goodbye.
  public void cut() {
    toAll(RelaySocket::cut);
  }

  public void cut(String id) {
    to(id, RelaySocket::cut);
  }

  /// Forgets who is who; the connections stand. Whoever speaks is asked to say again who it is.
  public void forget() {
    onLoop(hub::forget);
  }

  /// Asks all to say again who they are.
  public void reauth() {
    say("{\"type\":\"relay-reauth\"}");
  }

  public void error(String text) {
    toAll(socket -> hub.fault(socket, text));
  }

  /// Says any text to all.
  public void say(String text) {
    toAll(socket -> socket.say(text));
  }

  public void say(String id, String text) {
    to(id, socket -> socket.say(text));
  }

  public void sayBinary(byte[] bytes) {
    toAll(socket -> socket.sayBinary(bytes));
  }

  /// Says a text in WebSocket frames of this many bytes.
  ///
  /// @param end whether the last one says that it is the last
  public void sayInPieces(String text, int pieceBytes, boolean end) {
    toAll(socket -> socket.sayInPieces(text, pieceBytes, end));
  }

  /// Sends bytes below the WebSocket.
  public void sayRaw(byte[] bytes) {
    toAll(socket -> socket.sayRaw(bytes));
  }

  /// Says to all what nobody should say, and after which a client should still be there.
  public void sayGarbage() {
    toAll(
        socket -> {
          Mischief.GARBAGE.forEach(socket::say);
          socket.sayBinary(new byte[] {0, 1, 2});
        });
  }

  /// The texts of [#sayGarbage].
  public static List<String> garbage() {
    return Mischief.GARBAGE;
  }

  private void to(String id, Consumer<RelaySocket> what) {
    onLoop(
        () -> {
          RelaySocket socket = hub.registered.get(id);
          if (socket == null) {
            throw new IllegalStateException(id + " is not registered");
          }
          what.accept(socket);
        });
  }

  private void toAll(Consumer<RelaySocket> what) {
    onLoop(() -> List.copyOf(hub.sockets).forEach(what));
  }

  private void onLoop(Runnable task) {
    var done = group.next().submit(task);
    if (!done.awaitUninterruptibly(PATIENCE.toMillis())) {
      throw new IllegalStateException("the relay's loop is stuck");
    }
    done.syncUninterruptibly();
  }

  /// Stops listening, cuts all connections.
  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    cut();
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(PATIENCE.toMillis());
  }
}
