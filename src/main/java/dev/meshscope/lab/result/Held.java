package dev.meshscope.lab.result;

import dev.meshscope.lab.scenario.Limit;
import dev.meshscope.lab.scenario.Metric;
import java.util.OptionalDouble;

/// Whether a limit was kept.
///
/// @param lane whose
/// @param limit which
/// @param holds whether
/// @param measurable whether it can hold or not at all: a round came to its fault, and what it is
///   about can be seen from outside
/// @param actual what was seen, in words
public record Held(
    dev.meshscope.lab.scenario.Lane lane,
    Limit limit,
    boolean holds,
    boolean measurable,
    String actual) {

  /// A measure without a value keeps an upper bound only if nobody came back to be measured, and
  /// then "recovered" tells; so it is broken.
  static Held of(LaneResult result, Limit limit) {
    OptionalDouble value =
        switch (limit.metric()) {
          case Metric.Recovered() -> result.recovered();
          case Metric.Total(var count) ->
              result.counted(count).stream().asDoubleStream().findFirst();
          case Metric.Timing(var measure, var statistic) ->
              result
                  .spread(measure)
                  .map(spread -> OptionalDouble.of(spread.at(statistic)))
                  .orElse(OptionalDouble.empty());
        };
    boolean holds = value.isPresent() && limit.holds(value.getAsDouble());
    return new Held(
        result.lane(),
        limit,
        holds,
        !result.counting().isEmpty()
            && (value.isPresent() || !(limit.metric() instanceof Metric.Total)),
        value.isPresent() ? words(limit.metric(), value.getAsDouble()) : "never measured");
  }

  private static String words(Metric metric, double value) {
    return switch (metric) {
      case Metric.Recovered() -> Math.round(value * 1000) / 10.0 + " %";
      case Metric.Total(_) -> String.valueOf(Math.round(value));
      case Metric.Timing(var measure, _) -> measure.words(value);
    };
  }
}
