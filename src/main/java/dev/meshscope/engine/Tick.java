package dev.meshscope.engine;

import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import dev.meshscope.engine.net.InputSink;
import dev.meshscope.engine.net.Sockets;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// What a node does ten times a second by itself: looks at clocks, at its own lag, into the kernel.
/// On the engine loop.
final class Tick implements Runnable {

  static final long EVERY_MS = 100;

  private static final long SAMPLE_TICKS = 10;
  private static final long SWEEP_TICKS = 50;
  private static final long CLOCK_JUMP_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long LAG_STEP_NS = TimeUnit.MILLISECONDS.toNanos(5);

  private final InputSink sink;
  private final Sockets sockets;
  private final WallClock wallClock;
  private final Supplier<PeerTable> table;
  private final Supplier<Set<TransportId>> watched;
  private long ticks;
  private long lastTickNs = System.nanoTime();
  private long lastWallNs = WallClock.nowNs();
  private long toldLagNs;
  private long worstLagNs;

  /// @param watched what is on screen
  Tick(
      InputSink sink,
      Sockets sockets,
      WallClock wallClock,
      Supplier<PeerTable> table,
      Supplier<Set<TransportId>> watched) {
    this.sink = sink;
    this.sockets = sockets;
    this.wallClock = wallClock;
    this.table = table;
    this.watched = watched;
  }

  @Override
  public void run() {
    long now = System.nanoTime();
    long wall = WallClock.nowNs();
    long lag = now - lastTickNs - TimeUnit.MILLISECONDS.toNanos(EVERY_MS);
    long jump = (wall - lastWallNs) - (now - lastTickNs);
    lastTickNs = now;
    lastWallNs = wall;
    worstLagNs = Math.max(worstLagNs, Math.max(0, lag));
    if (Math.abs(jump) > CLOCK_JUMP_NS) {
      wallClock.set(now, wall);
    }
    if (Math.abs(jump) > CLOCK_JUMP_NS || lag > CLOCK_JUMP_NS) {
      sink.take(new Input.ClockJumped(Math.abs(jump) > CLOCK_JUMP_NS ? jump : lag));
    }
    ticks++;
    if (ticks % SAMPLE_TICKS == 0) {
      if (Math.abs(worstLagNs - toldLagNs) > LAG_STEP_NS) {
        toldLagNs = worstLagNs;
        sink.take(new Input.Lagged(worstLagNs));
      }
      worstLagNs = 0;
      sockets.tellTurnedAway();
    }
    sample(now);
    if (ticks % SWEEP_TICKS == 0) {
      sink.take(new Input.Swept());
      sockets.sweep();
    }
  }

  /// Once a second for everybody, spread over the ticks; more often for what is on screen.
  private void sample(long now) {
    PeerTable present = table.get();
    boolean closeLook = ticks % 5 == 0 || ticks % 5 == 2;
    for (Transport transport : present.transports().values()) {
      boolean due = (transport.id().value() + ticks) % SAMPLE_TICKS == 0;
      if (transport.state().holdsSlot()
          && (due || (closeLook && watched.get().contains(transport.id())))) {
        sockets.sample(transport, now);
      }
    }
  }
}
