package dev.meshscope.ui.lab;

import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.result.Outcome;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// One dot per round on an axis that all lanes share, by recovery time; who did not come back
/// stands at the right edge as a cross. On the JavaFX thread.
final class DotPlot extends Pane {
  private static final double HEIGHT = 34;
  private static final double DOT = 11;
  private static final double EDGE = 96;
  private static final List<Integer> TICKS = List.of(10, 100, 1_000, 10_000);
  private static final List<String> NAMES = List.of("10 ms", "100 ms", "1 s", "10 s");

  private final LaneResult lane;

  DotPlot(LaneResult lane) {
    this.lane = lane;
    getStyleClass().add("lab-plot");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setAccessibleText(LabText.lane(lane));
    for (String name : NAMES) {
      getChildren().add(Parts.label(name, "lab-tick"));
    }
    for (RoundResult round : lane.rounds()) {
      if (isBack(round) || isLost(round)) {
        Region dot = Parts.shape(isBack(round) ? "state-live" : "state-path-dead");
        dot.resize(DOT, DOT);
        getChildren().add(dot);
      }
    }
    if (lane.ended(Outcome.NotRecovered.class) > 0) {
      getChildren().add(Parts.label(Words.of("lab.never"), "lab-tick"));
    }
  }

  private static boolean isBack(RoundResult round) {
    return round.outcome() instanceof Outcome.Recovered && round.time(Measure.RECOVERY).isPresent();
  }

  private static boolean isLost(RoundResult round) {
    return round.outcome() instanceof Outcome.NotRecovered;
  }

  @Override
  protected void layoutChildren() {
    double wide = Math.max(1, getWidth() - EDGE);
    int child = 0;
    for (int tick : TICKS) {
      Label name = (Label) getChildren().get(child++);
      name.autosize();
      name.relocate(LogScale.place(tick) * wide, HEIGHT - 15);
    }
    int lost = 0;
    for (RoundResult round : lane.rounds()) {
      if (isBack(round)) {
        double x = LogScale.place(round.time(Measure.RECOVERY).orElseThrow()) * wide;
        getChildren().get(child++).resizeRelocate(x, 4, DOT, DOT);
      } else if (isLost(round)) {
        double x = wide + 4 + lost++ % 6 * 13;
        getChildren().get(child++).resizeRelocate(x, 4, DOT, DOT);
      }
    }
    if (child < getChildren().size()) {
      Label never = (Label) getChildren().get(child);
      never.autosize();
      never.relocate(wide + 4, HEIGHT - 15);
    }
  }
}
