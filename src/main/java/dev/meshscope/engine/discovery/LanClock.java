package dev.meshscope.engine.discovery;

import java.util.concurrent.TimeUnit;

/// Notices that this machine slept, or that its clock was set: then what was known of the network
/// is old. Some systems stop the monotonic clock in sleep, so that it falls behind the other; with
/// the others a pause of our own shows it. On discovery's thread.
final class LanClock {
  private long lastNs;
  private long lastWallMs;

  LanClock(long nowNs, long wallMs) {
    lastNs = nowNs;
    lastWallMs = wallMs;
  }

  /// Whether something jumped since the last call.
  boolean jumped(long nowNs, long wallMs) {
    long passedNs = nowNs - lastNs;
    long apartNs = TimeUnit.MILLISECONDS.toNanos(wallMs - lastWallMs) - passedNs;
    lastNs = nowNs;
    lastWallMs = wallMs;
    return passedNs > LanTimings.JUMP_NS || Math.abs(apartNs) > LanTimings.JUMP_NS;
  }
}
