package dev.meshscope.engine.net;

/// How fast something may come in the long run, and how much at once. It never refuses: it says how
/// long to pause after what has come. A plain value in time: after a pause the burst fills up
/// again. On the thread that reads.
public final class Pace {
  private final double nsPerUnit;
  private final long burstNs;
  private boolean begun;
  private long paidUntilNs;

  /// @param perSecond units in the long run
  /// @param burst units at once
  public Pace(long perSecond, long burst) {
    this.nsPerUnit = 1e9 / perSecond;
    this.burstNs = (long) (burst * nsPerUnit);
  }

  /// This much has come; how many nanoseconds to pause for, 0 if none.
  public long spend(long nowNs, long units) {
    long earliest = nowNs - burstNs;
    if (!begun || paidUntilNs - earliest < 0) {
      begun = true;
      paidUntilNs = earliest;
    }
    paidUntilNs += (long) (units * nsPerUnit);
    return Math.max(0, paidUntilNs - nowNs);
  }
}
