package dev.meshscope.ui.lab;

import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.result.Outcome;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.ui.text.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// One dot per round, from the first at the left to the last, the higher the longer it took to
/// recover; who did not come back stands above all as a cross. The lanes' plots stand side by side
/// and share a [PlotAxis]. On the JavaFX thread.
final class DotPlot extends Pane {
  private static final double DOT = 11;

  private final List<RoundResult> rounds;
  private final List<Region> lines = new ArrayList<>();
  private final List<Region> dots = new ArrayList<>();

  DotPlot(LaneResult lane) {
    rounds = lane.rounds().stream().filter(round -> isBack(round) || isLost(round)).toList();
    getStyleClass().add("lab-plot");
    setPadding(new Insets(0, 8, 0, 8));
    setMinHeight(PlotAxis.HEIGHT);
    setPrefHeight(PlotAxis.HEIGHT);
    setMinWidth(40);
    setAccessibleText(LabText.lane(lane));
    for (int i = 0; i < PlotAxis.MARKS.size(); i++) {
      lines.add(new Region());
      lines.get(i).getStyleClass().add("lab-line");
    }
    for (RoundResult round : rounds) {
      dots.add(Parts.shape(isBack(round) ? "state-live" : "state-path-dead"));
    }
    getChildren().addAll(lines);
    getChildren().addAll(dots);
  }

  private static boolean isBack(RoundResult round) {
    return round.outcome() instanceof Outcome.Recovered && round.time(Measure.RECOVERY).isPresent();
  }

  private static boolean isLost(RoundResult round) {
    return round.outcome() instanceof Outcome.NotRecovered
        || round.outcome() instanceof Outcome.HalfDead;
  }

  @Override
  protected void layoutChildren() {
    double left = snappedLeftInset();
    double wide = Math.max(DOT, getWidth() - left - snappedRightInset());
    for (int i = 0; i < lines.size(); i++) {
      double y = PlotAxis.down(PlotAxis.MARKS.get(i).millis());
      lines.get(i).resizeRelocate(left, snapPositionY(y), wide, 1);
    }
    for (int i = 0; i < dots.size(); i++) {
      RoundResult round = rounds.get(i);
      double y =
          isBack(round)
              ? PlotAxis.down(round.time(Measure.RECOVERY).orElseThrow())
              : PlotAxis.NEVER;
      double x = left + (i + 0.5) / dots.size() * wide;
      dots.get(i).resizeRelocate(x - DOT / 2, y - DOT / 2, DOT, DOT);
    }
  }
}
