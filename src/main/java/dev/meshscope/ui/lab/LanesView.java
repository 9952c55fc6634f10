package dev.meshscope.ui.lab;

import dev.meshscope.lab.report.Comparison;
import dev.meshscope.lab.report.Tally;
import dev.meshscope.lab.result.Held;
import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.scenario.Count;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.text.Spans;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

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
  /// @param comparison with an earlier run; null: with none
  /// @param earlier what that one is called
  void show(
      List<LaneResult> lanes, List<Held> limits, @Nullable Comparison comparison, String earlier) {
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
    if (comparison != null) {
      compare(lanes, comparison, earlier);
    }
  }

  private void compare(List<LaneResult> lanes, Comparison comparison, String earlier) {
    Label title = Parts.prose(Words.of("lab.then", earlier), "section");
    GridPane.setMargin(title, new Insets(10, 0, 2, 0));
    whole(title, lanes);
    comparison.remarks().forEach(remark -> whole(Parts.prose(remark, "hint"), lanes));
    if (!comparison.tallies().isEmpty()) {
      add(name(Words.of("lab.then.counts")), lanes, lane -> tallies(lane, comparison));
    }
    for (Measure measure : Measure.values()) {
      List<Comparison.Row> rows =
          comparison.rows().stream().filter(row -> row.measure() == measure).toList();
      if (!rows.isEmpty()) {
        add(
            name(Words.word(measure, "lab.then")),
            lanes,
            lane ->
                rows.stream()
                    .filter(row -> row.lane().equals(lane.lane()))
                    .findFirst()
                    .<Node>map(LanesView::compared)
                    .orElseGet(() -> Parts.label(Spans.NONE)));
      }
    }
  }

  /// Whether who came back, and what was counted, is as it was then.
  private static Node tallies(LaneResult lane, Comparison comparison) {
    VBox lines = new VBox(2);
    comparison.tallies().stream()
        .filter(tally -> tally.lane().equals(lane.lane()) && !tally.then().equals(tally.now()))
        .map(
            tally ->
                Parts.label(
                    Words.of(
                        tally.worse() ? "lab.then.worse" : "lab.then.line",
                        tally.what(),
                        share(tally, tally.then()),
                        share(tally, tally.now())),
                    "lab-limit"))
        .forEach(lines.getChildren()::add);
    return lines.getChildren().isEmpty()
        ? Parts.label(Words.of("lab.then.same"), "lab-limit")
        : lines;
  }

  private static String share(Tally tally, Tally.Share share) {
    return Words.of(tally.moreIsBetter() ? "lab.of" : "lab.then.in", share.number(), share.of());
  }

  /// A line over all columns.
  private void whole(Node line, List<LaneResult> lanes) {
    grid.add(line, 0, row, lanes.size() + 1, 1);
    row++;
  }

  private static Node compared(Comparison.Row row) {
    Label slower =
        Parts.label(Words.of("lab.then.slower", Math.round(row.slower() * 100)), "lab-limit");
    Parts.explain(slower, Words.of("lab.then.slower.help"));
    return new VBox(2, both(row, "half", 0.5), both(row, "most", 0.95), slower);
  }

  private static Label both(Comparison.Row row, String which, double share) {
    return Parts.label(
        Words.of(
            "lab.then.line",
            Words.of("lab.then." + which),
            dev.meshscope.lab.report.Words.of(row.measure(), row.then().percentile(share)),
            dev.meshscope.lab.report.Words.of(row.measure(), row.now().percentile(share))),
        "lab-limit");
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
        Parts.label(LabText.survivor(lane.lane()), "lab-lane"),
        Parts.label(Words.word(lane.lane().peer(), "lab.kind"), "hint"));
  }

  private static String time(LaneResult lane, double share) {
    return LabText.time(
        lane.spread(Measure.RECOVERY)
            .map(spread -> OptionalDouble.of(spread.percentile(share)))
            .orElse(OptionalDouble.empty()));
  }

  /// A dash where nothing is known: before the first round, and of what cannot be seen.
  private static String total(LaneResult lane, Count count) {
    OptionalInt counted = lane.counting().isEmpty() ? OptionalInt.empty() : lane.counted(count);
    return counted.isPresent() ? String.valueOf(counted.getAsInt()) : "–";
  }

  private static Node limits(LaneResult lane, List<Held> limits) {
    VBox box = new VBox(4);
    limits.stream()
        .filter(held -> held.lane().equals(lane.lane()))
        .forEach(held -> box.getChildren().add(limit(held)));
    return box;
  }

  private static Node limit(Held held) {
    String verdict = !held.measurable() ? "unmeasured" : held.holds() ? "holds" : "broken";
    HBox line =
        new HBox(
            6,
            Parts.shape(
                switch (verdict) {
                  case "holds" -> "state-live";
                  case "broken" -> "state-path-dead";
                  default -> "state-quiet";
                }),
            Parts.prose(
                Words.of("lab.limit." + verdict, held.limit().words(), held.actual()),
                "lab-limit"));
    line.setAlignment(Pos.TOP_LEFT);
    return line;
  }
}
