package dev.meshscope.core.link;

/// What has come of something, in a bucket that leaks: so much drains in a second, and so much more
/// finds room at once. It never refuses by itself: its owner asks whether there is room, or how
/// long to wait until there is. A value, on any thread.
///
/// ```
///   admit:  bucket = bucket.at(rate, now);  if (bucket.hasRoom(rate, 1)) bucket = bucket.plus(1)
///   pace:   bucket = bucket.at(rate, now).plus(units);  wait bucket.untilRoomNs(rate)
/// ```
///
/// @param level what has come and has not drained by then
/// @param atNs by when
public record Bucket(double level, long atNs) {

  /// Nothing has come yet.
  public static final Bucket EMPTY = new Bucket(0, 0);

  /// Sums of fractions are not exact.
  private static final double NOTHING = 1e-6;

  /// How fast a bucket drains, and what it holds.
  ///
  /// @param perSecond units in the long run
  /// @param atOnce units at once, after a calm time
  public record Rate(double perSecond, double atOnce) {}

  /// The same, later. The rate may be another one than before.
  public Bucket at(Rate rate, long nowNs) {
    // Of an empty one it does not matter since when it is.
    return level == 0
        ? new Bucket(0, nowNs)
        : new Bucket(Math.max(0, level - (nowNs - atNs) / 1e9 * rate.perSecond()), nowNs);
  }

  /// Whether so many units find room now.
  public boolean hasRoom(Rate rate, double units) {
    return level + units <= rate.atOnce() + NOTHING;
  }

  /// With so many more units, whether there is room or not.
  public Bucket plus(double units) {
    return new Bucket(level + units, atNs);
  }

  /// How long until all that came has found room, in nanoseconds; 0 if it has.
  public long untilRoomNs(Rate rate) {
    return (long) (Math.max(0, level - rate.atOnce()) / rate.perSecond() * 1e9);
  }
}
