package dev.meshscope.engine.net;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.KernelCause;
import dev.meshscope.core.cause.StartCause;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.StartException;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The sockets of the node: where it listens, who comes in, whom it dials. Each becomes the carrier
/// of one transport. Everything but [#open], [#move] and [#shutDown] on the engine loop.
public final class Sockets {
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(256 << 10, 1 << 20);

  /// Of up to 64 KiB each.
  private static final int READS_AT_ONCE = 4;

  private static final String MAPPED = "::ffff:";

  static {
    NettyDefaults.set();
  }

  private final EventLoopGroup group;
  private final boolean epoll;
  private final Carriers carriers;
  private final InputSink sink;
  private final Supplier<PeerTable> table;
  private final Supplier<Nonce> nonces;
  private final LongSupplier unread;
  private final InputBudget budget = new InputBudget();

  /// One arena of small chunks, as there is one thread: memory for bursts, not for peers.
  private final ByteBufAllocator allocator =
      new PooledByteBufAllocator(true, 0, 1, 8192, 6, 64, 16, true);

  private final Outbox outbox = new Outbox(allocator);
  private final Gate gate = new Gate();
  private final Probation probation;
  private final Dials dials;
  private @Nullable Channel listener;

  /// @param carriers where each socket carries its transport
  /// @param sink takes what happens
  /// @param table the present table
  /// @param nonces a fresh one each time
  /// @param unread how much of what others said waits to be read by whoever observes, in bytes
  public Sockets(
      Carriers carriers,
      InputSink sink,
      Supplier<PeerTable> table,
      Supplier<Nonce> nonces,
      LongSupplier unread) {
    this.epoll = Epoll.isAvailable();
    this.group =
        new MultiThreadIoEventLoopGroup(
            1,
            new DefaultThreadFactory("engine-loop", true),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    this.carriers = carriers;
    this.sink = sink;
    this.table = table;
    this.nonces = nonces;
    this.unread = unread;
    this.probation = new Probation(gate, table, this::letIn);
    this.dials = new Dials(group, epoll, new Dialled());
    // The beans of the system take their time to load, and nobody comes that soon.
    Thread.ofVirtual().name("descriptors").start(this::roomFor);
  }

  private void roomFor() {
    int connections = OpenFiles.room();
    Handover.to(group, () -> gate.roomFor(connections));
  }

  /// The one thread everything runs on.
  public EventLoopGroup group() {
    return group;
  }

  /// Begins to listen; nothing is accepted before `ready` has run on the loop.
  ///
  /// @throws StartException if the address cannot be bound
  public Endpoint open(String address, int port) throws StartException {
    InetSocketAddress wanted = new InetSocketAddress(address, port);
    if (wanted.isUnresolved()) {
      throw new StartException(Cause.of(StartCause.ADDRESS_UNKNOWN, address));
    }
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(type)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, 4096)
            .handler(new NoRoom(gate::noRoom))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                })
            .bind(wanted)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw cannotListen(address, wanted, bound.cause());
    }
    listener = bound.channel();
    return endpoint(bound.channel().localAddress());
  }

  private static StartException cannotListen(
      String address, InetSocketAddress wanted, Throwable cause) {
    int port = wanted.getPort();
    Cause where = port == 0 ? new Cause.Said(address) : Cause.of(StartCause.PORT_AT, port, address);
    Cause why =
        switch (SocketFaults.ofBind(cause, wanted)) {
          case IN_USE -> Cause.of(StartCause.PORT_IN_USE, port, address);
          case NOT_OURS -> cannotListen(where, Cause.of(StartCause.NO_SUCH_ADDRESS));
          case PROHIBITED -> cannotListen(where, Cause.of(StartCause.NOT_PERMITTED));
          default -> cannotListen(where, SocketEnd.cause(cause));
        };
    return new StartException(why, cause);
  }

  private static Cause cannotListen(Cause where, Cause why) {
    return Cause.of(StartCause.CANNOT_LISTEN, where, why);
  }

  /// Listens on another address of this machine, on the same port: for a moment nobody can come in,
  /// nobody who is connected notices. Blocks; not on the loop.
  ///
  /// @throws StartException if the address cannot be bound; then nobody can come in any more
  public Endpoint move(String address, int port) throws StartException {
    if (listener != null) {
      listener.close().awaitUninterruptibly();
    }
    return open(address, port);
  }

  private void accept(SocketChannel channel) {
    InetAddress from =
        channel.remoteAddress() == null ? null : channel.remoteAddress().getAddress();
    Limits limits = table.get().settings().limits();
    Gate.Entry entry = from == null ? Gate.Entry.NOT : gate.admits(from, limits, System.nanoTime());
    if (from == null || entry == Gate.Entry.NOT) {
      drop(channel);
      return;
    }
    if (entry == Gate.Entry.ON_PROBATION) {
      channel.closeFuture().addListener(done -> left(from, 0));
      channel.config().setAllocator(allocator);
      probation.begin(channel);
      return;
    }
    PeerChannel handler = letIn(table.get().nextTransport(), channel);
    channel.closeFuture().addListener(done -> left(from, handler.failure()));
  }

  private PeerChannel letIn(TransportId id, SocketChannel channel) {
    PeerChannel handler = adopt(id, channel);
    sink.take(
        new Input.Accepted(
            id,
            Kind.DIRECT,
            endpoint(channel.localAddress()),
            endpoint(channel.remoteAddress()),
            nonces.get()));
    tuned(id, channel);
    return handler;
  }

  private void left(InetAddress from, double failure) {
    gate.left(from, failure, table.get().settings().limits(), System.nanoTime());
  }

  /// Without a word, and without leaving anything of it with the system.
  static void drop(Channel channel) {
    if (channel.config() instanceof SocketChannelConfig socket) {
      socket.setSoLinger(0);
    }
    channel.close();
  }

  private PeerChannel adopt(TransportId id, SocketChannel channel) {
    SocketCarrier carrier = new SocketCarrier(id, channel, outbox, sink);
    carriers.add(id, carrier);
    channel.config().setWriteBufferWaterMark(WATER_MARK);
    channel.config().setAllocator(allocator);
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    // Who has much to say lets others have their turn in between.
    if (channel.config().getRecvByteBufAllocator() instanceof MaxMessagesRecvByteBufAllocator one) {
      one.maxMessagesPerRead(READS_AT_ONCE);
    }
    PeerChannel handler =
        new PeerChannel(
            id,
            sink,
            new FrameDecoder(allocator, budget),
            new Brake(() -> table.get().settings().limits(), unread));
    channel.pipeline().addLast(handler);
    channel.closeFuture().addListener(done -> carriers.remove(id, carrier));
    return handler;
  }

  /// Tells who was turned away at the gate; called about once a second.
  public void tellTurnedAway() {
    gate.told().forEach(sink::take);
  }

  /// Forgets addresses nobody has come from for a while.
  public void sweep() {
    gate.sweep(table.get().settings().limits(), System.nanoTime());
  }

  private void tuned(TransportId id, Channel channel) {
    Keepalive.set(channel);
    sink.take(new Input.Tuned(id, Keepalive.readBack(channel)));
    if (!epoll) {
      sink.take(new Input.Sampled(id, new KernelView.Unavailable(Cause.of(KernelCause.NOT_TOLD))));
    }
  }

  /// Dials.
  public void dial(TransportId id, Endpoint endpoint) {
    dials.dial(id, endpoint);
  }

  /// What becomes of our dials.
  private final class Dialled implements Dials.Door {

    @Override
    public boolean wanted(TransportId id) {
      return table.get().transport(id).isPresent();
    }

    @Override
    public void began(TransportId id, Channel channel) {
      carriers.add(id, new SocketCarrier(id, channel, outbox, sink));
    }

    @Override
    public PeerChannel connected(TransportId id, SocketChannel channel) {
      PeerChannel handler = adopt(id, channel);
      sink.take(new Input.Connected(id, endpoint(channel.localAddress()), nonces.get()));
      tuned(id, channel);
      return handler;
    }

    @Override
    public void failed(TransportId id, SocketEnd end) {
      carriers.remove(id);
      sink.take(new Input.Ended(id, end.reason(), end.detail()));
    }
  }

  /// Hands what was said to the kernel: once after each step.
  public void flush() {
    for (Channel stuck : outbox.flush()) {
      PeerChannel handler = stuck.pipeline().get(PeerChannel.class);
      if (handler != null) {
        handler.end(CloseReason.SLOW_READER, Cause.none());
      }
      stuck.close();
    }
  }

  /// Calls this once, on another thread, when the loop has ended, whatever ended it.
  public void whenOver(Runnable ended) {
    group.terminationFuture().addListener(done -> ended.run());
  }

  /// Closes every channel, then the loop; at most a few seconds.
  public void shutDown() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }

  /// Without a zone; a v4 address as such, whatever kind of socket it came in on.
  private static Endpoint endpoint(@Nullable SocketAddress address) {
    if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
      return new Endpoint("unknown", 1);
    }
    String host = NetUtil.toAddressString(inet.getAddress(), true);
    boolean mapped = host.startsWith(MAPPED) && host.indexOf('.') > 0;
    return new Endpoint(
        mapped ? host.substring(MAPPED.length()) : host, Math.max(1, inet.getPort()));
  }
}
