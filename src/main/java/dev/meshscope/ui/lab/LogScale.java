package dev.meshscope.ui.lab;

/// Where a time stands on an axis from 10 ms to 100 s on which every decade is as wide as the next.
/// Pure.
final class LogScale {
  private LogScale() {}

  private static final double LEAST_MS = 10;
  private static final double DECADES = 4;

  /// From 0 to 1; what is shorter or longer stands at the edge.
  static double place(double millis) {
    return Math.clamp(Math.log10(Math.max(millis, LEAST_MS) / LEAST_MS) / DECADES, 0, 1);
  }
}
