package dev.meshscope.lab.result;

import dev.meshscope.lab.scenario.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Values of one measure over the rounds. Exact: there are few.
///
/// @param sorted ascending; at least one
public record Spread(List<Double> sorted) {

  /// Copies the list.
  public Spread {
    sorted = List.copyOf(sorted);
  }

  /// Empty if there is no value.
  public static Optional<Spread> of(double[] values) {
    List<Double> sorted = Arrays.stream(values).sorted().boxed().toList();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(new Spread(sorted));
  }

  /// The smallest value that at least this share of all values does not exceed.
  public double percentile(double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.clamp(rank, 1, sorted.size()) - 1);
  }

  /// One of them.
  public double at(Metric.Statistic statistic) {
    return switch (statistic) {
      case MIN -> sorted.getFirst();
      case P50 -> percentile(0.50);
      case P95 -> percentile(0.95);
      case MAX -> sorted.getLast();
    };
  }
}
