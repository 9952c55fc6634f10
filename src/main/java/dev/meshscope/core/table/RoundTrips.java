package dev.meshscope.core.table;

import java.util.ArrayList;
import java.util.List;

/// The pings of one transport, and what their pongs prove. Pongs carry no number; TCP keeps order,
/// so each answers the oldest, and whatever was handed over before that ping has arrived too.
///
/// @param outstanding when each unanswered ping was sent, oldest first
/// @param srttNs smoothed round trip (RFC 6298, alpha 1/8); -1 until one was measured
/// @param lastNs the latest round trip; -1 until one was measured
/// @param minNs the shortest; -1 until one was measured
/// @param count how many were measured
/// @param arrivedNs what was sent until then has arrived; -1 until that is known of anything
/// @param texts what people said that is not known to have arrived, oldest first
public record RoundTrips(
    List<Long> outstanding,
    long srttNs,
    long lastNs,
    long minNs,
    long count,
    long arrivedNs,
    List<Texts> texts) {

  /// Texts with no ping between them.
  ///
  /// @param count how many
  /// @param firstNs when the first was handed over
  /// @param lastNs when the last was
  public record Texts(int count, long firstNs, long lastNs) {}

  /// Nothing sent, nothing measured.
  public static final RoundTrips NONE = new RoundTrips(List.of(), -1, -1, -1, 0, -1, List.of());

  private static final int MAX_OUTSTANDING = 64;

  /// Copies the lists.
  public RoundTrips {
    outstanding = List.copyOf(outstanding);
    texts = List.copyOf(texts);
  }

  /// Whether a round trip was ever measured.
  public boolean measured() {
    return count > 0;
  }

  /// How many texts are not known to have arrived.
  public int textsOut() {
    return texts.stream().mapToInt(Texts::count).sum();
  }

  /// Whether a ping is to find out if the texts have arrived. One at a time: of many texts in a row
  /// not every one is asked about.
  boolean asksForTexts() {
    return !texts.isEmpty() && outstanding.isEmpty();
  }

  /// After a text was handed over.
  RoundTrips handed(int more, long atNs) {
    List<Texts> longer = new ArrayList<>(texts);
    boolean asked = texts.isEmpty() || outstanding.stream().anyMatch(at -> at >= lastTextNs());
    Texts last = asked ? new Texts(0, atNs, atNs) : longer.removeLast();
    longer.add(new Texts(last.count() + more, last.firstNs(), atNs));
    return new RoundTrips(outstanding, srttNs, lastNs, minNs, count, arrivedNs, longer);
  }

  private long lastTextNs() {
    return texts.getLast().lastNs();
  }

  /// After a ping went out.
  RoundTrips pinged(long atNs) {
    List<Long> more = new ArrayList<>(outstanding);
    if (more.size() == MAX_OUTSTANDING) {
      more.remove(closestToItsForerunner(more));
    }
    more.add(atNs);
    return new RoundTrips(more, srttNs, lastNs, minNs, count, arrivedNs, texts);
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
    if (outstanding.isEmpty()) {
      return new RoundTrips(outstanding, smoothed, rttNs, shortest, count + 1, arrivedNs, texts);
    }
    long arrived = Math.max(arrivedNs, outstanding.getFirst());
    return new RoundTrips(
        outstanding.subList(1, outstanding.size()),
        smoothed,
        rttNs,
        shortest,
        count + 1,
        arrived,
        texts.stream().filter(text -> text.lastNs() > arrived).toList());
  }

  /// Forgets what is out, measured values stay: the clock jumped.
  RoundTrips voided() {
    return new RoundTrips(List.of(), srttNs, lastNs, minNs, count, arrivedNs, texts);
  }
}
