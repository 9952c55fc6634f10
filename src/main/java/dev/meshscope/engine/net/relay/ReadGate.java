package dev.meshscope.engine.net.relay;

import dev.meshscope.engine.net.Pace;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;

/// Stands closest to the socket and lets nobody read while it is shut. Turning off auto-read alone
/// does not do that: a decoder or aggregator in the middle of a message asks for the rest of it by
/// itself, so a remote that always is in the middle of one could not be slowed. On the engine loop.
final class ReadGate extends ChannelOutboundHandlerAdapter {
  private static final long UNITS_PER_SECOND = 5_000;
  private static final long UNITS_AT_ONCE = 10_000;
  private static final long BYTES_PER_SECOND = 4 << 20;
  private static final long BYTES_AT_ONCE = 8 << 20;

  private final Pace units = new Pace(UNITS_PER_SECOND, UNITS_AT_ONCE);
  private final Pace bytes = new Pace(BYTES_PER_SECOND, BYTES_AT_ONCE);
  private boolean shut;

  @Override
  public void read(ChannelHandlerContext ctx) {
    if (!shut) {
      ctx.read();
    }
  }

  /// This has come in.
  ///
  /// @param work what it makes us do: an ordinary message is 1
  /// @return how many nanoseconds the gate is to be shut for, 0 if none
  long passed(long nowNs, long work, long length) {
    return Math.max(units.spend(nowNs, work), bytes.spend(nowNs, length));
  }

  void set(ChannelHandlerContext anyOfChannel, boolean open) {
    shut = !open;
    // Turned on, it asks for a read.
    anyOfChannel.channel().config().setAutoRead(open);
  }
}
