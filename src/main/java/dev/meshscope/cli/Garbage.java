package dev.meshscope.cli;

import java.util.concurrent.TimeUnit;

/// How much of the old generation may be garbage, and whether it is time to look. Pure.
///
/// @param live bytes that the last full collection left
/// @param used bytes that are taken now
/// @param calmNs how long no more were taken than now
record Garbage(long live, long used, long calmNs) {

  /// So much may be garbage while it goes on growing; more if more is alive, as looking takes as
  /// long as much is alive.
  static final long MOST_BYTES = 64L << 20;

  /// So much may be garbage for ever.
  static final long FEW_BYTES = 12L << 20;

  /// What grows by less than this has not grown.
  static final long GROWN_BYTES = 1L << 20;

  /// Who has been calm for so long is not busy.
  static final long CALM_NS = TimeUnit.SECONDS.toNanos(10);

  /// What is the case some time later.
  Garbage next(long liveNow, long usedNow, long elapsedNs) {
    boolean calm = liveNow == live && Math.abs(usedNow - used) < GROWN_BYTES;
    return calm ? new Garbage(live, used, calmNs + elapsedNs) : new Garbage(liveNow, usedNow, 0);
  }

  /// Whether everything is to be collected now.
  boolean due() {
    long most = used - live;
    return most > Math.max(MOST_BYTES, live) || (most > FEW_BYTES && calmNs >= CALM_NS);
  }
}
