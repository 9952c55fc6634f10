package dev.meshscope.engine.net;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.EndCause;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The one handler of a transport's channel: bytes in, inputs out. On the engine loop.
///
/// A run of pings that was read in one go is one input: whatever pipelines pings is answered at the
/// speed of a copy.
final class PeerChannel extends ChannelInboundHandlerAdapter implements FrameSink {
  private static final Frame PONG = new Frame.Pong();

  /// A handshake that was refused is an honest mistake more often than garbage is.
  private static final double REFUSED = 0.1;

  private static final long UNWANTED_NS = TimeUnit.SECONDS.toNanos(3);
  private static final long LOOK_UP_NS = TimeUnit.SECONDS.toNanos(1);

  private final TransportId id;
  private final InputSink sink;
  private final FrameDecoder decoder;
  private final Brake brake;
  private @Nullable ChannelHandlerContext context;
  private int pings;
  private boolean over;
  private boolean greeted;
  private boolean announced;
  private boolean proved;
  private boolean turnedAway;
  private final long bornNs = System.nanoTime();
  private boolean paused;
  private boolean ended;

  PeerChannel(TransportId id, InputSink sink, FrameDecoder decoder, Brake brake) {
    this.id = id;
    this.sink = sink;
    this.decoder = decoder;
    this.brake = brake;
  }

  /// How much it counts as a failure when it has ended. Who has not said who it is failed; so has
  /// who announced a proof, for which we sign, and left without one, and whose proof we looked at
  /// and did not keep.
  double failure() {
    if (!greeted) {
      return 1;
    }
    boolean inVain = announced && (proved ? turnedAway : !turnedAway);
    return inVain ? 1 : turnedAway ? REFUSED : 0;
  }

  /// Whether the remote has said who it is in a handshake that can be read.
  boolean greeted() {
    return greeted;
  }

  /// We close it: if it has not lived long, it was not wanted.
  void turnAway() {
    turnedAway = System.nanoTime() - bornNs < UNWANTED_NS;
    ignoreRest();
  }

  /// Nothing that comes from now on is looked at: the transport has left the table.
  void ignoreRest() {
    over = true;
    decoder.stop();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      decoder.feed(in, this);
    } finally {
      in.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    answerPings();
  }

  // What the decoder finds.

  @Override
  public void pings(int count) {
    pings += count;
  }

  @Override
  public void pong() {
    tell(new Input.Received(id, PONG, Constant.PAYLOAD));
  }

  @Override
  public void payload(ByteBuf buffer, int index, int length) {
    byte[] payload = new byte[length];
    buffer.getBytes(index, payload);
    try {
      Frame frame = FrameJson.read(payload, brake.limits());
      note(frame);
      tell(new Input.Received(id, frame, length));
    } catch (FrameJson.MalformedException e) {
      tell(new Input.Malformed(id, Cause.of(e.why()), length));
    }
    slow(length);
  }

  private void note(Frame frame) {
    if (frame instanceof Frame.Greeting(var theirs)) {
      greeted = true;
      announced |= theirs.extra() != null;
    }
    proved |= frame instanceof Frame.Proof;
  }

  private void slow(int length) {
    long now = System.nanoTime();
    Brake.Pause pause = brake.passed(now, length);
    if (pause == null || paused || over || context == null) {
      return;
    }
    paused = true;
    tell(
        pause.limit() == null
            ? new Input.HeldUp(id, pause.ns(now))
            : new Input.Slowed(id, pause.limit(), pause.ns(now)));
    read(context);
    rest(context, pause);
  }

  /// Looks up now and then whether the reason it rests for still holds.
  private void rest(ChannelHandlerContext ctx, Brake.Pause pause) {
    long lookUp = pause.limit() == null ? Limits.SHORTEST_PAUSE_NS : LOOK_UP_NS;
    ctx.executor()
        .schedule(
            () -> {
              if (brake.over(pause, System.nanoTime())) {
                paused = false;
                read(ctx);
              } else {
                rest(ctx, pause);
              }
            },
            Math.min(lookUp, pause.ns(System.nanoTime())),
            TimeUnit.NANOSECONDS);
  }

  private void read(ChannelHandlerContext ctx) {
    ctx.channel().config().setAutoRead(over || (ctx.channel().isWritable() && !paused));
  }

  @Override
  public void violated(CloseReason reason) {
    tell(new Input.Violated(id, reason));
  }

  @Override
  public void overBudget() {
    answerPings();
    end(CloseReason.FAILED, Cause.of(EndCause.UNFINISHED_FRAMES));
    if (context != null) {
      context.close();
    }
  }

  /// In the order of arrival: pings that came before are answered first.
  private void tell(Input input) {
    answerPings();
    if (!over) {
      sink.take(input);
    }
  }

  private void answerPings() {
    int count = pings;
    pings = 0;
    if (count > 0 && !over) {
      sink.take(new Input.Pinged(id, count));
    }
  }

  /// A remote that does not read what we answer is not read from: its pongs wait in its own
  /// buffers, not in ours.
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    read(ctx);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownReadComplete) {
      ctx.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    answerPings();
    end(CloseReason.REMOTE_CLOSED, Cause.none());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    SocketEnd broken = SocketEnd.broken(cause);
    end(broken.reason(), broken.detail());
    ctx.close();
  }

  /// Once: the first cause counts.
  void end(CloseReason reason, Cause detail) {
    ignoreRest();
    if (!ended) {
      ended = true;
      sink.take(new Input.Ended(id, reason, detail));
    }
  }
}
