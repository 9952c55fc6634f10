package dev.meshscope.engine.net;

import dev.meshscope.core.link.Bucket;

/// How fast something may come in the long run, and how much at once ([Bucket]). It never refuses:
/// it says how long to pause after what has come. On the thread that reads.
public final class Pace {
  private final Bucket.Rate rate;
  private Bucket come = Bucket.EMPTY;

  /// @param perSecond units in the long run
  /// @param burst units at once
  public Pace(long perSecond, long burst) {
    this.rate = new Bucket.Rate(perSecond, burst);
  }

  /// This much has come; how many nanoseconds to pause for, 0 if none.
  public long spend(long nowNs, long units) {
    come = come.at(rate, nowNs).plus((double) units);
    return come.untilRoomNs(rate);
  }
}
