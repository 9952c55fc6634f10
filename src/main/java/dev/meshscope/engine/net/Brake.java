package dev.meshscope.engine.net;

import dev.meshscope.core.link.Limits;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// When one peer is not read from for a while, so that what it sends waits in its own buffers: it
/// is faster than its limits, or brings more than whoever reads us takes. The constant ping and
/// pong are answered without a look and do not count. On the engine loop.
final class Brake {

  /// As long as so much waits to be read by whoever observes, nobody who brought a part of it
  /// brings more.
  static final long UNREAD_BYTES = 4 << 20;

  /// Who brought less than this since there was room waits for nobody: its pings are behind what it
  /// says.
  static final long SHARE_BYTES = 256 << 10;

  /// After that it is read from again, whoever reads us or not, and not held up any more until
  /// there is room: its pongs are behind what it says, and it must not be taken for dead. What
  /// finds no room is dropped and counted by whoever keeps it.
  static final long MOST_PATIENCE_NS = TimeUnit.SECONDS.toNanos(1);

  /// A pause that has begun.
  ///
  /// @param limit which one was reached; null: none, who reads us is slow
  record Pause(long untilNs, Limits.@Nullable Which limit) {

    long ns(long nowNs) {
      return untilNs - nowNs;
    }
  }

  private final Supplier<Limits> limits;
  private final LongSupplier unread;
  private Limits paced;
  private Pace frames;
  private Pace bytes;
  private long brought;
  // Its patience has been spent on who reads us.
  private boolean spent;

  /// @param limits those of the present: the user may change them while the transport lives
  /// @param unread how much waits to be read, in bytes
  Brake(Supplier<Limits> limits, LongSupplier unread) {
    this.limits = limits;
    this.unread = unread;
    this.paced = limits.get();
    this.frames = frames(paced);
    this.bytes = bytes(paced);
  }

  Limits limits() {
    return limits.get();
  }

  /// One more frame has come; null: the next may follow at once.
  @Nullable Pause passed(long nowNs, int length) {
    paceAnew();
    long forFrames = frames.spend(nowNs, 1);
    long forBytes = bytes.spend(nowNs, length);
    boolean crowded = crowded();
    brought = crowded ? brought + length : length;
    spent &= crowded;
    if (Math.max(forFrames, forBytes) > 0) {
      return new Pause(
          nowNs + Math.max(Limits.SHORTEST_PAUSE_NS, Math.max(forFrames, forBytes)),
          forFrames > forBytes ? Limits.Which.FRAMES_PER_SECOND : Limits.Which.BYTES_PER_SECOND);
    }
    return mustWait() ? new Pause(nowNs + MOST_PATIENCE_NS, null) : null;
  }

  /// Whether it is over: by the clock, because other limits hold than those it is for, or because
  /// what waited was read.
  boolean over(Pause pause, long nowNs) {
    boolean ran = pause.ns(nowNs) <= 0;
    spent |= ran && pause.limit() == null;
    return ran || paceAnew() || (pause.limit() == null && !crowded());
  }

  private boolean crowded() {
    return unread.getAsLong() >= UNREAD_BYTES / 2;
  }

  private boolean mustWait() {
    return !spent && brought >= SHARE_BYTES && unread.getAsLong() >= UNREAD_BYTES;
  }

  private static Pace frames(Limits limits) {
    return new Pace(limits.framesPerSecond(), limits.framesPerSecond());
  }

  private static Pace bytes(Limits limits) {
    return new Pace(limits.bytesPerSecond(), limits.bytesPerSecond());
  }

  /// Whether others hold than those it was paced by; then it is as if nothing had come yet.
  private boolean paceAnew() {
    Limits present = limits.get();
    if (present.equals(paced)) {
      return false;
    }
    paced = present;
    frames = frames(present);
    bytes = bytes(present);
    return true;
  }
}
