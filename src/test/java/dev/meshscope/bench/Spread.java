package dev.meshscope.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How measured spans are spread, in milliseconds.
record Spread(double p50, double p99, double max) {

  static Spread of(List<Long> spansNs) {
    long[] sorted = spansNs.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted.length == 0
        ? new Spread(0, 0, 0)
        : new Spread(at(sorted, 0.50), at(sorted, 0.99), at(sorted, 1));
  }

  private static double at(long[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * sorted.length))] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%5.1f /%6.1f /%6.1f", p50, p99, max);
  }
}
