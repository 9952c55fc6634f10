package dev.meshscope.engine.net.relay;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.text.Telling;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A client on a loop of its own, on real sockets. Used by the test's thread.
final class LiveClient implements AutoCloseable {

  /// As they are, but for the pauses, which are short.
  static final RelayTimings QUICK =
      new RelayTimings(
          ms(10_000),
          ms(10_000),
          ms(100),
          ms(20_000),
          ms(60_000),
          ms(10_000),
          ms(1_000),
          ms(50),
          ms(200),
          ms(600_000),
          ms(30_000));

  final Ear ear = new Ear();
  final NodeId id;
  private final EventLoopGroup group;
  private final RelayClient client;

  private LiveClient(
      NodeId id, RelayConfig config, RelayTimings timings, KeyStore trust, IoHandlerFactory io) {
    this.id = id;
    this.group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("live", true), io);
    this.client =
        new RelayClient(
            config,
            id,
            new NodeName("node-" + id.text().charAt(35)),
            group,
            ear,
            bound -> ThreadLocalRandom.current().nextLong(bound),
            timings,
            trust);
    onLoop(
        () -> {
          client.open();
          return null;
        });
  }

  static long ms(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  static NodeId id(char last) {
    return new NodeId("50000000-0000-7000-8000-00000000000" + last);
  }

  /// Opened, with the loop the engine would have.
  static LiveClient open(
      char last, String url, String token, RelayTimings timings, KeyStore trust) {
    return new LiveClient(
        id(last),
        RelayConfig.parse(url, token),
        timings,
        trust,
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  static LiveClient open(char last, String url) {
    return open(last, url, null, QUICK, null);
  }

  /// Opened, with the loop of a system without epoll.
  static LiveClient openNio(char last, String url) {
    return new LiveClient(
        id(last), RelayConfig.parse(url, null), QUICK, null, NioIoHandler.newFactory());
  }

  <T> T onLoop(Callable<T> task) {
    var done = group.next().submit(task);
    if (!done.awaitUninterruptibly(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the client's loop is stuck");
    }
    return done.syncUninterruptibly().getNow();
  }

  boolean send(LiveClient to, String frame) {
    return onLoop(() -> client.send(to.id, frame.getBytes(StandardCharsets.UTF_8)));
  }

  RelayState state() {
    return onLoop(client::state);
  }

  RelayState.Open awaitOpen(int present) {
    return ear.awaitState(RelayState.Open.class, open -> open.present() == present);
  }

  void awaitPresent(LiveClient other) {
    ear.await(Told.Present.class, told -> told.peer().equals(other.id));
  }

  /// The sentence of the first pause.
  String awaitWhy() {
    return Telling.cause(ear.awaitState(RelayState.Waiting.class, any -> true).why());
  }

  /// A pause for this reason.
  void awaitWhy(String why) {
    ear.awaitState(RelayState.Waiting.class, waiting -> Telling.cause(waiting.why()).equals(why));
  }

  void awaitFrame(LiveClient from, String frame) {
    ear.await(
        Told.Payload.class, told -> told.from().equals(from.id) && told.frame().equals(frame));
  }

  void leave() {
    onLoop(
        () -> {
          client.close();
          return null;
        });
  }

  @Override
  public void close() {
    leave();
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
