package dev.meshscope.bench;

import java.util.stream.DoubleStream;

/// One measurement of two servers: a bare one, and ours.
///
/// @param bare how many a second, or nanoseconds
/// @param ours the same
record Pair(double bare, double ours) {
  double ratio() {
    return ours / bare;
  }

  static double median(double[] all) {
    return DoubleStream.of(all).sorted().skip(all.length / 2).findFirst().orElseThrow();
  }
}
