package dev.meshscope.engine;

import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import dev.meshscope.engine.net.Carriers;
import dev.meshscope.engine.net.InputSink;
import dev.meshscope.engine.net.Sockets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What a node does ten times a second by itself: looks at clocks, at its own lag, into the kernel.
/// If one part of it fails the others go on, and that is told once. On the engine loop.
final class Tick implements Runnable {
  private static final Logger LOG = Logger.getLogger(Tick.class.getName());

  static final long EVERY_MS = 100;

  private static final long SAMPLE_TICKS = 10;
  private static final long SWEEP_TICKS = 50;
  private static final long CLOCK_JUMP_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long LAG_STEP_NS = TimeUnit.MILLISECONDS.toNanos(5);

  /// Who was held up between two looks compares nothing.
  private static final long AT_ONCE_NS = TimeUnit.MILLISECONDS.toNanos(2);

  private enum Part {
    CLOCKS,
    LAG,
    TURNED_AWAY,
    SAMPLES,
    SWEEP,
    ADDRESSES
  }

  private final InputSink sink;
  private final Sockets sockets;
  private final Carriers carriers;
  private final WallClock wallClock;
  private final Supplier<PeerTable> table;
  private final Supplier<Set<TransportId>> watched;
  private final LongSupplier monotonic;
  private final LongSupplier wall;
  private final Set<Part> failed = EnumSet.noneOf(Part.class);
  private long ticks;
  private long lastTickNs;
  private long lastOffsetNs;
  private long toldLagNs;
  private long worstLagNs;

  /// By the clocks of this machine.
  ///
  /// @param watched what is on screen
  Tick(
      InputSink sink,
      Sockets sockets,
      Carriers carriers,
      WallClock wallClock,
      Supplier<PeerTable> table,
      Supplier<Set<TransportId>> watched) {
    this(sink, sockets, carriers, wallClock, table, watched, System::nanoTime, WallClock::nowNs);
  }

  /// @param watched what is on screen
  /// @param monotonic nanoseconds
  /// @param wall nanoseconds since the epoch
  Tick(
      InputSink sink,
      Sockets sockets,
      Carriers carriers,
      WallClock wallClock,
      Supplier<PeerTable> table,
      Supplier<Set<TransportId>> watched,
      LongSupplier monotonic,
      LongSupplier wall) {
    this.sink = sink;
    this.sockets = sockets;
    this.carriers = carriers;
    this.wallClock = wallClock;
    this.table = table;
    this.watched = watched;
    this.monotonic = monotonic;
    this.wall = wall;
    this.lastTickNs = monotonic.getAsLong();
    this.lastOffsetNs = wall.getAsLong() - lastTickNs;
  }

  @Override
  public void run() {
    long now = monotonic.getAsLong();
    long lag = now - lastTickNs - TimeUnit.MILLISECONDS.toNanos(EVERY_MS);
    lastTickNs = now;
    ticks++;
    part(Part.CLOCKS, () -> clocks(now, lag));
    worstLagNs = Math.max(worstLagNs, Math.max(0, lag));
    if (ticks % SAMPLE_TICKS == 0) {
      part(Part.LAG, this::lag);
      part(Part.TURNED_AWAY, sockets::tellTurnedAway);
    }
    sample(now);
    if (ticks % SWEEP_TICKS == 0) {
      part(Part.SWEEP, () -> sink.take(new Input.Swept()));
      part(Part.ADDRESSES, sockets::sweep);
    }
  }

  private void part(Part part, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      if (failed.add(part)) {
        LOG.log(Level.SEVERE, "a part of what is done ten times a second failed: " + part, e);
      }
    }
  }

  /// The clock of the wall may be set, or stand still with the machine; ours may be late.
  private void clocks(long now, long lag) {
    long wallNs = wall.getAsLong();
    long jump = 0;
    if (monotonic.getAsLong() - now < AT_ONCE_NS) {
      long offset = wallNs - now;
      jump = offset - lastOffsetNs;
      lastOffsetNs = offset;
      wallClock.follow(now, wallNs);
    }
    if (jump < -CLOCK_JUMP_NS) {
      sink.take(new Input.ClockJumped(jump));
    }
    if (Math.max(jump, lag) > CLOCK_JUMP_NS) {
      sink.take(new Input.ClockJumped(Math.max(jump, lag)));
    }
  }

  private void lag() {
    long worst = worstLagNs;
    worstLagNs = 0;
    if (Math.abs(worst - toldLagNs) > LAG_STEP_NS) {
      toldLagNs = worst;
      sink.take(new Input.Lagged(worst));
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
        part(Part.SAMPLES, () -> carriers.sample(transport, now));
      }
    }
  }
}
