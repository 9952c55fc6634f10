package dev.meshscope.ui.lab;

import dev.meshscope.lab.result.Held;
import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.scenario.Count;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The lanes side by side: a column each, and rows that can be read across. On the JavaFX thread.
final class LanesView {
  private static final double WIDEST = 300;

  /// Shown even where nothing of the kind happened: that it did not is what one looks for.
  private static final Set<Count> ALWAYS =
      EnumSet.of(Count.REFUSALS, Count.FALSE_REPLACEMENTS, Count.FLAPS, Count.LOST);

  private final GridPane grid = new GridPane(16, 4);
  private int row;

  LanesView() {
    grid.setId("lab-lanes");
  }

  Node node() {
    return grid;
  }

  /// Shows these.
  ///
  /// @param limits empty while the run goes on
  void show(List<LaneResult> lanes, List<Held> limits) {
    grid.getChildren().clear();
    grid.getColumnConstraints().setAll(new ColumnConstraints());
    for (int i = 0; i < lanes.size(); i++) {
      grid.getColumnConstraints().add(column());
    }
    row = 0;
    add(Parts.label(""), lanes, LanesView::head);
    add(new PlotAxis(), lanes, DotPlot::new);
    figure(Words.of("lab.row.recovered"), lanes, LabText::recovered);
    figure(Words.of("lab.row.p50"), lanes, lane -> time(lane, 0.5));
    figure(Words.of("lab.row.p95"), lanes, lane -> time(lane, 0.95));
    figure(Words.of("lab.row.max"), lanes, lane -> time(lane, 1));
    // What was not as expected is told by the limits: a rule that is to fail does so as expected.
    for (Count count : EnumSet.complementOf(EnumSet.of(Count.UNMET))) {
      if (ALWAYS.contains(count) || lanes.stream().anyMatch(lane -> lane.total(count) > 0)) {
        figure(Words.word(count, "lab.row"), lanes, lane -> total(lane, count));
      }
    }
    if (!limits.isEmpty()) {
      add(name(Words.of("lab.row.limits")), lanes, lane -> limits(lane, limits));
    }
  }

  private static ColumnConstraints column() {
    ColumnConstraints column = new ColumnConstraints(60, 120, WIDEST);
    column.setHgrow(Priority.ALWAYS);
    column.setFillWidth(true);
    return column;
  }

  private void add(Node name, List<LaneResult> lanes, Function<LaneResult, Node> cell) {
    grid.add(name, 0, row);
    for (int i = 0; i < lanes.size(); i++) {
      Node node = cell.apply(lanes.get(i));
      GridPane.setValignment(node, VPos.TOP);
      grid.add(node, i + 1, row);
    }
    row++;
  }

  private void figure(String name, List<LaneResult> lanes, Function<LaneResult, String> text) {
    add(name(name), lanes, lane -> Parts.label(text.apply(lane), "figures"));
  }

  private static Node name(String text) {
    Node name = Parts.label(text, "check-name");
    GridPane.setValignment(name, VPos.TOP);
    return name;
  }

  private static Node head(LaneResult lane) {
    return new VBox(
        Parts.label(lane.lane().policy().id(), "lab-lane"),
        Parts.label(Words.word(lane.lane().peer(), "lab.kind"), "hint"));
  }

  private static String time(LaneResult lane, double share) {
    return LabText.time(
        lane.spread(Measure.RECOVERY)
            .map(spread -> OptionalDouble.of(spread.percentile(share)))
            .orElse(OptionalDouble.empty()));
  }

  /// A dash before the first round: nothing is known yet.
  private static String total(LaneResult lane, Count count) {
    return lane.counting().isEmpty() ? "–" : String.valueOf(lane.total(count));
  }

  private static Node limits(LaneResult lane, List<Held> limits) {
    VBox box = new VBox(4);
    limits.stream()
        .filter(held -> held.lane().equals(lane.lane()))
        .forEach(held -> box.getChildren().add(limit(held)));
    return box;
  }

  private static Node limit(Held held) {
    HBox line =
        new HBox(
            6,
            Parts.shape(held.holds() ? "state-live" : "state-path-dead"),
            Parts.prose(
                Words.of(
                    held.holds() ? "lab.limit.holds" : "lab.limit.broken",
                    held.limit().words(),
                    held.actual()),
                "lab-limit"));
    line.setAlignment(Pos.TOP_LEFT);
    return line;
  }
}
