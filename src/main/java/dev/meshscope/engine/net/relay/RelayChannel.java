package dev.meshscope.engine.net.relay;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.RelayCause;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.engine.net.Alarm;
import dev.meshscope.engine.net.Fields;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One connection to a relay, from the dial to its end: auth, heartbeat, messages in and out. On
/// the engine loop.
///
/// ```
/// DIALLING ─ upgraded ─→ AUTHENTICATING ─ relay-peers ─→ OPEN ⇄ (relay-reauth) AUTHENTICATING
///     └───────────── any end, told exactly once ──────────┴─→ OVER
/// ```
///
/// Whoever ended it need not wait: the goodbye (a close frame, and a moment for its answer) goes on
/// behind the scenes, and nothing that still comes in is looked at.
final class RelayChannel extends ChannelInboundHandlerAdapter {

  /// Who is told. On the engine loop.
  interface Owner {

    /// The relay was told who we are.
    void authenticating(RelayChannel connection);

    /// The relay said something else than ping or reauth; the first is its directory.
    ///
    /// @return how much work that was: as much as this many messages, besides itself
    int said(RelayChannel connection, RelayMessage message, int bytes);

    void ignored(Ignored why, int bytes);

    /// It brings more than is taken in, and is not read from for a moment.
    void slowed();

    void tuned(SocketOptions options);

    /// It is over. Not told if we closed it ourselves with [#close].
    void ended(RelayChannel connection, RelayEnd end);
  }

  private enum Phase {
    DIALLING,
    AUTHENTICATING,
    OPEN,
    OVER
  }

  private static final Logger LOG = Logger.getLogger(RelayChannel.class.getName());
  private static final int SHOWN_OF_REASON = 123;

  private final RelayConfig config;
  private final byte[] auth;
  private final RelayTimings timings;
  private final LongSupplier clock;
  private final Owner owner;
  private final ReadGate gate = new ReadGate();
  private final Alarms alarms = new Alarms();
  private final Outgoing out = new Outgoing(this::notWritten);
  private @Nullable ChannelHandlerContext context;
  private Phase phase = Phase.DIALLING;
  private boolean answered;
  private long heardNs;
  private long authNs;

  RelayChannel(
      RelayConfig config,
      NodeId self,
      NodeName name,
      RelayTimings timings,
      LongSupplier clock,
      Owner owner) {
    this.config = config;
    this.auth = RelayJson.auth(self, name, config.token());
    this.timings = timings;
    this.clock = clock;
    this.owner = owner;
  }

  /// First in the pipeline.
  ReadGate gate() {
    return gate;
  }

  /// Whether there is no more use in connecting.
  boolean over() {
    return phase == Phase.OVER;
  }

  void tuned(SocketOptions options) {
    if (!over()) {
      owner.tuned(options);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    out.into(ctx);
  }

  // Out.

  /// The WebSocket is there.
  void upgraded() {
    if (over()) {
      return;
    }
    heardNs = clock.getAsLong();
    after(Alarms.Kind.SILENCE, timings.silenceNs(), this::listen);
    after(Alarms.Kind.PONG, timings.pongNs(), this::pong);
    authenticate();
  }

  private void authenticate() {
    phase = Phase.AUTHENTICATING;
    authNs = clock.getAsLong();
    if (!alarms.isSet(Alarms.Kind.AUTH)) {
      after(Alarms.Kind.AUTH, timings.authNs(), () -> fail(Cause.of(RelayCause.AUTH_UNANSWERED)));
    }
    out.say(auth);
    owner.authenticating(this);
  }

  /// Hands a frame to the channel; false if it cannot take it now.
  boolean send(NodeId to, byte[] payload) {
    return phase == Phase.OPEN && out.send(to, payload);
  }

  private void pong() {
    after(Alarms.Kind.PONG, timings.pongNs(), this::pong);
    if (phase == Phase.OPEN) {
      out.say(RelayJson.PONG);
    }
  }

  /// A relay that has gone may have said why: that is read first.
  private void notWritten(Throwable failure) {
    if (!over() && !alarms.isSet(Alarms.Kind.BROKEN)) {
      after(Alarms.Kind.BROKEN, Alarm.READ_FIRST_NS, () -> fail(RelayFault.of(config, failure)));
    }
  }

  // In.

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (!over() && message instanceof WebSocketFrame frame) {
        heardNs = clock.getAsLong();
        take(frame);
      } else if (over() && message instanceof CloseWebSocketFrame) {
        ctx.close();
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void take(WebSocketFrame frame) {
    int length = frame.content().readableBytes();
    int work = 1;
    switch (frame) {
      case TextWebSocketFrame text ->
          work += take(RelayJson.read(ByteBufUtil.getBytes(text.content())), length);
      case PingWebSocketFrame ping -> out.write(new PongWebSocketFrame(ping.content().retain()));
      case PongWebSocketFrame _ -> {}
      case CloseWebSocketFrame close -> closed(close);
      case BinaryWebSocketFrame _ -> ignore(Ignored.BINARY, length);
      default -> ignore(Ignored.NO_KNOWN_FRAME, length);
    }
    if (!over()) {
      slowDown(work, length);
    }
  }

  private int take(RelayMessage message, int length) {
    switch (message) {
      case RelayMessage.Ping() -> out.say(RelayJson.PONG);
      case RelayMessage.Reauth() -> authenticateAgain();
      case RelayMessage.Unread(var why) -> ignore(why, length);
      case RelayMessage.Peers _ -> {
        alarms.cancel(Alarms.Kind.AUTH);
        answered = true;
        phase = Phase.OPEN;
        return owner.said(this, message, length);
      }
      case RelayMessage.Fault _ -> {
        return owner.said(this, message, length);
      }
      case RelayMessage.Joined _, RelayMessage.Left _, RelayMessage.Payload _ -> {
        if (answered) {
          return owner.said(this, message, length);
        }
        ignore(Ignored.BEFORE_AUTH, length);
      }
    }
    return 0;
  }

  /// A relay that asks all the time is not answered all the time.
  private void authenticateAgain() {
    if (alarms.isSet(Alarms.Kind.AUTH_AGAIN)) {
      return;
    }
    long pause = Math.max(0, authNs + timings.authAgainNs() - clock.getAsLong());
    after(Alarms.Kind.AUTH_AGAIN, pause, this::authenticate);
  }

  private void ignore(Ignored why, int length) {
    owner.ignored(why, length);
  }

  // Not too fast, not too slow.

  /// A part of a message has come whose end has not.
  void piece() {
    if (!over()) {
      slowDown(1, 0);
    }
  }

  private void slowDown(long work, int length) {
    long pause = gate.passed(clock.getAsLong(), work, length);
    if (pause > 0) {
      if (!alarms.isSet(Alarms.Kind.PACE)) {
        owner.slowed();
      }
      after(Alarms.Kind.PACE, pause, this::setGate);
      setGate();
    }
  }

  /// Nothing is read from a relay that is too fast, nor from one that does not read itself: what
  /// comes in has answers.
  private void setGate() {
    ChannelHandlerContext ctx = context;
    if (ctx != null) {
      gate.set(ctx, over() || (writable(ctx) && !alarms.isSet(Alarms.Kind.PACE)));
    }
  }

  private static boolean writable(ChannelHandlerContext ctx) {
    return ctx.channel().isWritable();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (!over()) {
      if (writable(ctx)) {
        alarms.cancel(Alarms.Kind.STALL);
      } else {
        after(Alarms.Kind.STALL, timings.stalledNs(), () -> fail(Cause.of(RelayCause.NOT_READING)));
      }
      setGate();
    }
  }

  private void listen() {
    long left = heardNs + timings.silenceNs() - clock.getAsLong();
    if (left <= 0) {
      fail(Cause.of(RelayCause.SILENT));
    } else {
      after(Alarms.Kind.SILENCE, left, this::listen);
    }
  }

  private void after(Alarms.Kind kind, long ns, Runnable task) {
    ChannelHandlerContext ctx = context;
    if (ctx != null) {
      alarms.set(ctx.executor(), kind, ns, task);
    }
  }

  // The end.

  private void closed(CloseWebSocketFrame close) {
    int code = close.statusCode() < 0 ? Reconnect.NO_CODE : close.statusCode();
    String reason = shown(close.reasonText());
    leave(code == Reconnect.NO_CODE ? WebSocketCloseStatus.NORMAL_CLOSURE.code() : code);
    owner.ended(this, new RelayEnd.Closed(code, reason));
  }

  /// It ends with this sentence, unless it has ended before.
  void fail(Cause why) {
    fail(why, WebSocketCloseStatus.ENDPOINT_UNAVAILABLE);
  }

  private void fail(Cause why, WebSocketCloseStatus status) {
    if (!over()) {
      leave(status.code());
      owner.ended(this, new RelayEnd.Failed(why));
    }
  }

  /// We go; nobody is told.
  void close() {
    if (!over()) {
      leave(WebSocketCloseStatus.NORMAL_CLOSURE.code());
    }
  }

  private void leave(int code) {
    boolean spoken = phase != Phase.DIALLING;
    phase = Phase.OVER;
    alarms.cancelAll();
    ChannelHandlerContext ctx = context;
    if (ctx == null || !ctx.channel().isActive() || !spoken) {
      if (ctx != null) {
        ctx.close();
      }
      return;
    }
    setGate();
    ctx.writeAndFlush(new CloseWebSocketFrame(code, ""));
    ScheduledFuture<?> patience =
        ctx.executor().schedule(() -> ctx.close(), timings.farewellNs(), TimeUnit.NANOSECONDS);
    ctx.channel().closeFuture().addListener(done -> patience.cancel(false));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent tls && !tls.isSuccess()) {
      fail(RelayFault.of(config, tls.cause()));
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    fail(Cause.of(RelayCause.CLOSED));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof RuntimeException && !(cause instanceof CodecException)) {
      LOG.log(Level.WARNING, "what the relay said could not be taken in", cause);
    }
    fail(
        RelayFault.of(config, cause),
        switch (cause) {
          case CorruptedWebSocketFrameException violation -> violation.closeStatus();
          case TooLongFrameException _ -> WebSocketCloseStatus.MESSAGE_TOO_BIG;
          default -> WebSocketCloseStatus.ENDPOINT_UNAVAILABLE;
        });
  }

  /// Our own token is never shown, whoever repeats it.
  String shown(String text) {
    return Fields.printable(config.withoutToken(text), SHOWN_OF_REASON);
  }
}
