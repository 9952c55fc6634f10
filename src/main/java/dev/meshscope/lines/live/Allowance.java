package dev.meshscope.lines.live;

import dev.meshscope.core.link.Bucket;
import java.util.concurrent.TimeUnit;

/// How many may be told one by one. While a flood lasts nobody is: those between the others would
/// fill a list as well, only slower. On the thread of whoever tells.
final class Allowance {
  /// A flood is over when nobody was refused for so long.
  private static final long CALM_NS = TimeUnit.SECONDS.toNanos(10);

  private final Bucket.Rate rate;
  private Bucket told = Bucket.EMPTY;
  private long refusedNs;
  private boolean refused;

  Allowance(Bucket.Rate rate) {
    this.rate = rate;
  }

  /// Whether one more is told.
  boolean admits(long nowNs) {
    refused &= nowNs - refusedNs < CALM_NS;
    told = refused ? told.stopped(nowNs) : told.at(rate, nowNs);
    if (refused || !told.hasRoom(rate, 1)) {
      refused = true;
      refusedNs = nowNs;
      return false;
    }
    told = told.plus(1);
    return true;
  }

  /// One more was told, whether there was room or not.
  void spend(long nowNs) {
    told = told.at(rate, nowNs).plus(1);
  }
}
