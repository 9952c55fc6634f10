package dev.meshscope.core.table;

import java.util.ArrayList;
import java.util.List;

/// The pings of one transport. Pongs carry no number; TCP keeps order, so each answers the oldest.
///
/// @param outstanding when each unanswered ping was sent, oldest first
/// @param srttNs smoothed round trip (RFC 6298, alpha 1/8); -1 until one was measured
/// @param lastNs the latest round trip; -1 until one was measured
/// @param minNs the shortest; -1 until one was measured
/// @param count how many were measured
/// @param answeredNs when the latest ping that was answered had been sent; -1 until one was
public record RoundTrips(
    List<Long> outstanding, long srttNs, long lastNs, long minNs, long count, long answeredNs) {

  /// Nothing sent, nothing measured.
  public static final RoundTrips NONE = new RoundTrips(List.of(), -1, -1, -1, 0, -1);

  private static final int MAX_OUTSTANDING = 64;

  /// Copies the list.
  public RoundTrips {
    outstanding = List.copyOf(outstanding);
  }

  /// Whether a round trip was ever measured.
  public boolean measured() {
    return count > 0;
  }

  /// After a ping went out.
  RoundTrips pinged(long atNs) {
    List<Long> more = new ArrayList<>(outstanding);
    if (more.size() == MAX_OUTSTANDING) {
      more.remove(closestToItsForerunner(more));
    }
    more.add(atNs);
    return new RoundTrips(more, srttNs, lastNs, minNs, count, answeredNs);
  }

  /// What is dropped where too many are out: the rest still tells since when, and how steadily,
  /// nothing has come back.
  private static int closestToItsForerunner(List<Long> times) {
    int closest = 1;
    for (int i = 2; i < times.size(); i++) {
      if (times.get(i) - times.get(i - 1) < times.get(closest) - times.get(closest - 1)) {
        closest = i;
      }
    }
    return closest;
  }

  /// After the oldest ping was answered.
  RoundTrips answered(long rttNs) {
    long smoothed = measured() ? srttNs + (rttNs - srttNs) / 8 : rttNs;
    long shortest = measured() ? Math.min(minNs, rttNs) : rttNs;
    return new RoundTrips(
        outstanding.isEmpty() ? outstanding : outstanding.subList(1, outstanding.size()),
        smoothed,
        rttNs,
        shortest,
        count + 1,
        outstanding.isEmpty() ? answeredNs : outstanding.getFirst());
  }

  /// Forgets what is out, measured values stay: the clock jumped.
  RoundTrips voided() {
    return new RoundTrips(List.of(), srttNs, lastNs, minNs, count, answeredNs);
  }
}
