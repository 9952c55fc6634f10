package dev.meshscope.lab.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two sockets and what passes between them. On the exchange's loop.
///
/// ```
///   dialler ── near ═══ there ══► far ── dialled
///              near ◄══ back ════ far
/// ```
final class Connection {
  private final long number;
  private final End from;
  private final End to;
  private final Channel near;
  private final Channel far;
  private final Flow there;
  private final Flow back;
  private final int dialPort;
  private final int farPort;
  private final Instant opened = Instant.now();
  private final List<Passage.Stall> stalls = new ArrayList<>();
  private @Nullable Instant stalledSince;
  private @Nullable Instant broken;
  private @Nullable Instant ended;
  // The ends that their connections outlive.
  private boolean nearOutlived;
  private boolean farOutlived;
  private boolean held;

  Connection(long number, End from, End to, Channel near, Channel far) {
    this.number = number;
    this.from = from;
    this.to = to;
    this.near = near;
    this.far = far;
    this.there = new Flow(near, far);
    this.back = new Flow(far, near);
    this.dialPort = port(near.remoteAddress());
    this.farPort = port(far.localAddress());
    near.pipeline().addLast(new Leg(true));
    far.pipeline().addLast(new Leg(false));
  }

  private static int port(java.net.@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }

  End from() {
    return from;
  }

  End to() {
    return to;
  }

  boolean open() {
    return ended == null;
  }

  /// Bytes begin to pass.
  void begin() {
    there.reading();
    back.reading();
  }

  /// If this node ends, the other end shall not notice.
  void outlive(String node) {
    nearOutlived |= from.node().equals(node);
    farOutlived |= to.node().equals(node);
  }

  /// How it is with bytes from one node to another.
  void condition(String fromNode, String toNode, Condition condition) {
    Flow flow = flow(fromNode, toNode);
    if (flow != null) {
      flow.delay(condition.delayNs());
      flow.stall(condition.stalled());
      noteStall();
    }
  }

  private @Nullable Flow flow(String fromNode, String toNode) {
    if (from.node().equals(fromNode) && to.node().equals(toNode)) {
      return there;
    }
    return to.node().equals(fromNode) && from.node().equals(toNode) ? back : null;
  }

  private void noteStall() {
    boolean stalled = there.stalled() || back.stalled();
    if (stalled && stalledSince == null) {
      stalledSince = Instant.now();
    } else if (!stalled && stalledSince != null) {
      stalls.add(new Passage.Stall(stalledSince, Instant.now()));
      stalledSince = null;
    }
  }

  /// Ends it at both ends.
  void cut(boolean reset) {
    brokenNow();
    if (reset) {
      Flow.reset(near);
      Flow.reset(far);
    } else {
      near.close();
      far.close();
    }
  }

  private void brokenNow() {
    if (broken == null) {
      broken = Instant.now();
    }
  }

  Passage passage() {
    List<Passage.Stall> all = new ArrayList<>(stalls);
    if (stalledSince != null) {
      all.add(new Passage.Stall(stalledSince, null));
    }
    return new Passage(
        number,
        from,
        to,
        dialPort,
        farPort,
        opened,
        broken,
        ended,
        held,
        there.swallowed() + back.swallowed(),
        all,
        there.tap().said(),
        back.tap().said());
  }

  /// One of the ends is gone.
  private void gone(boolean nearLeg, boolean reset) {
    boolean first = broken == null;
    brokenNow();
    Channel other = nearLeg ? far : near;
    Flow onwards = nearLeg ? there : back;
    Flow towards = nearLeg ? back : there;
    boolean outlived = nearLeg ? nearOutlived : farOutlived;
    if (first && outlived && other.isActive()) {
      held = true;
      onwards.drop();
      towards.swallow();
      (nearLeg ? near : far).close();
    } else if (held) {
      near.close();
      far.close();
    } else if (reset) {
      onwards.rst();
    } else {
      onwards.fin();
    }
  }

  private void settle() {
    if (!held && there.over() && back.over()) {
      near.close();
      far.close();
    }
    if (!near.isActive() && !far.isActive() && ended == null) {
      ended = Instant.now();
      noteEnd();
      there.drop();
      back.drop();
    }
  }

  private void noteEnd() {
    if (stalledSince != null) {
      stalls.add(new Passage.Stall(stalledSince, ended));
      stalledSince = null;
    }
  }

  /// One of the two sockets.
  private final class Leg extends ChannelInboundHandlerAdapter {
    private final boolean nearLeg;
    private boolean told;

    Leg(boolean nearLeg) {
      this.nearLeg = nearLeg;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      (nearLeg ? there : back).take((ByteBuf) message);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
      (nearLeg ? back : there).reading();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof ChannelInputShutdownEvent) {
        tell(false);
        settle();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      tell(false);
      settle();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      tell(true);
      ctx.close();
      settle();
    }

    private void tell(boolean reset) {
      if (!told) {
        told = true;
        gone(nearLeg, reset);
      }
    }
  }
}
