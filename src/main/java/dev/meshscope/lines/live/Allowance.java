package dev.meshscope.lines.live;

import dev.meshscope.core.link.Bucket;

/// How many may be told one by one. While a flood lasts nobody is: those between the others would
/// fill a list as well, only slower. It lasts as long as more come than the rate allows, whether
/// told or not, and ten seconds more; who comes now and then does not keep it up. On the thread of
/// whoever tells.
final class Allowance {
  private static final double CALM_SECONDS = 10;

  private final Bucket.Rate rate;
  private final double most;
  private Bucket came = Bucket.EMPTY;

  Allowance(Bucket.Rate rate) {
    this.rate = rate;
    this.most = rate.atOnce() - 1 + CALM_SECONDS * rate.perSecond();
  }

  /// Whether one more is told.
  boolean admits(long nowNs) {
    came = came.at(rate, nowNs);
    boolean room = came.hasRoom(rate, 1);
    add();
    return room;
  }

  /// One more was told, whether there was room or not.
  void spend(long nowNs) {
    came = came.at(rate, nowNs);
    add();
  }

  private void add() {
    came = came.level() + 1 <= most ? came.plus(1) : came;
  }
}
