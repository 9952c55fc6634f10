package dev.meshscope.lab.report;

import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.result.Spread;
import dev.meshscope.lab.scenario.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How the recovery times lie, as text: a row per lane, time from left to right on a logarithmic
/// scale, the higher a block the more rounds. Pure.
final class Plot {
  private Plot() {}

  private static final int COLUMNS = 60;
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";

  /// The scale all lanes share.
  ///
  /// @param least ms at the left
  /// @param most ms at the right
  record Scale(double least, double most) {
    /// From 0 at the left to 1 at the right.
    double place(double value) {
      return Math.clamp(Math.log(value / least) / Math.log(most / least), 0, 1);
    }

    double at(double place) {
      return least * Math.pow(most / least, place);
    }
  }

  /// A scale for everything that was measured; empty if nothing was.
  static Optional<Scale> scale(List<LaneResult> lanes, Measure measure) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (LaneResult lane : lanes) {
      for (double value : values(lane, measure)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    if (most == 0) {
      return Optional.empty();
    }
    return Optional.of(new Scale(Math.max(0.1, least * 0.8), Math.max(1, most * 1.2)));
  }

  static List<Double> values(LaneResult lane, Measure measure) {
    return lane.spread(measure).map(Spread::sorted).orElse(List.of()).stream()
        .map(value -> Math.max(0.1, value))
        .toList();
  }

  /// The rows; empty if nothing was measured.
  static List<String> rows(List<LaneResult> lanes, Measure measure) {
    Optional<Scale> scale = scale(lanes, measure);
    if (scale.isEmpty()) {
      return List.of();
    }
    int width = lanes.stream().mapToInt(lane -> lane.lane().words().length()).max().orElse(0);
    List<String> rows = new ArrayList<>();
    for (LaneResult lane : lanes) {
      List<Double> values = values(lane, measure);
      rows.add(
          String.format(
              Locale.ROOT,
              "%-" + width + "s |%s| %d",
              lane.lane().words(),
              bar(values, scale.get()),
              values.size()));
    }
    rows.add(" ".repeat(width) + "  " + axis(scale.get(), measure));
    return rows;
  }

  private static String bar(List<Double> values, Scale scale) {
    int[] counts = new int[COLUMNS];
    int most = 1;
    for (double value : values) {
      int column = Math.min(COLUMNS - 1, (int) (scale.place(value) * COLUMNS));
      most = Math.max(most, ++counts[column]);
    }
    StringBuilder bar = new StringBuilder();
    for (int count : counts) {
      bar.append(
          count == 0
              ? ' '
              : BLOCKS.charAt((int) Math.ceil((double) count / most * BLOCKS.length()) - 1));
    }
    return bar.toString();
  }

  private static String axis(Scale scale, Measure measure) {
    String left = measure.words(scale.least());
    String middle = measure.words(scale.at(0.5));
    String right = measure.words(scale.most());
    int before = COLUMNS / 2 - left.length() - middle.length() / 2;
    int after = COLUMNS - left.length() - Math.max(1, before) - middle.length() - right.length();
    return left + " ".repeat(Math.max(1, before)) + middle + " ".repeat(Math.max(1, after)) + right;
  }
}
