package dev.meshscope.lab.scenario;

/// What a limit is about.
public sealed interface Metric {

  /// How many rounds ended with the peer back, as a share from 0 to 1.
  record Recovered() implements Metric {}

  /// A time or a size over the rounds.
  record Timing(Measure measure, Statistic statistic) implements Metric {}

  /// A sum over the rounds.
  record Total(Count count) implements Metric {}

  /// Which value of many.
  enum Statistic {
    MIN,
    P50,
    P95,
    MAX;

    /// As in files: `p95`.
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
