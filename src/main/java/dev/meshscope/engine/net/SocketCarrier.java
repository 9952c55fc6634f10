package dev.meshscope.engine.net;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.SendCause;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.KeepaliveWatch;
import dev.meshscope.core.table.RawTcpInfo;
import dev.meshscope.core.wire.Frame;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/// Carries one transport over a socket, from the moment it is dialled or has come in. What is
/// written waits in the outbox until the step is over. On the engine loop.
record SocketCarrier(TransportId id, Channel channel, Outbox outbox, InputSink sink)
    implements Carrier {

  private static final int LINGER_MS = 500;

  @Override
  public void send(Frame frame) {
    if (!channel.isActive()) {
      sink.take(new Input.NotWritten(id, frame.type(), Carriers.CLOSED));
      return;
    }
    byte[] payload = FrameJson.write(frame);
    if (payload.length > Frame.MAX_BYTES) {
      sink.take(
          new Input.NotWritten(id, frame.type(), Cause.of(SendCause.TOO_LONG, payload.length)));
      return;
    }
    outbox.add(channel, payload);
    sink.take(new Input.Written(id, frame.type(), 1, payload.length));
  }

  /// As one buffer.
  @Override
  public void sendPongs(int count) {
    if (!channel.isActive()) {
      return;
    }
    outbox.addPongs(channel, count);
    sink.take(new Input.Written(id, "pong", count, (long) Constant.PAYLOAD * count));
  }

  /// The remote gets a moment to read what was written: closing with unread bytes would reset the
  /// connection and destroy an error frame on its way.
  @Override
  public void close() {
    PeerChannel handler = channel.pipeline().get(PeerChannel.class);
    if (handler == null || !(channel instanceof DuplexChannel duplex) || !channel.isActive()) {
      channel.close();
      return;
    }
    outbox.write(channel);
    handler.turnAway();
    channel.config().setAutoRead(true);
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            sent -> {
              if (sent.isSuccess()) {
                duplex.shutdownOutput();
              }
            });
    var timer =
        channel.eventLoop().schedule(() -> channel.close(), LINGER_MS, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(done -> timer.cancel(false));
  }

  @Override
  public void sample(KernelView before, long nowNs) {
    if (!(channel instanceof EpollSocketChannel socket) || !socket.isActive()) {
      return;
    }
    EpollTcpInfo info = socket.tcpInfo();
    RawTcpInfo raw =
        new RawTcpInfo(
            info.retransmits(),
            info.probes(),
            info.backoff(),
            info.unacked(),
            info.sacked(),
            info.lastDataSent(),
            info.lastAckRecv(),
            info.lastDataRecv(),
            info.rtt());
    sink.take(new Input.Sampled(id, KeepaliveWatch.next(before, raw, nowNs)));
  }
}
