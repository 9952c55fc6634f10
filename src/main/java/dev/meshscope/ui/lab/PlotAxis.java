package dev.meshscope.ui.lab;

import dev.meshscope.lab.scenario.Measure;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/// The axis that all lanes' plots share: times from 10 ms at the bottom to 100 s, and above them
/// those who did not come back. On the JavaFX thread.
final class PlotAxis extends Pane {
  static final double HEIGHT = 118;

  /// How far down they stand who did not come back.
  static final double NEVER = 10;

  private static final double LONGEST = 30;
  private static final double SHORTEST = HEIGHT - 10;
  private static final double WIDTH = 84;

  /// A time with a name.
  record Mark(double millis, String name) {}

  static final List<Mark> MARKS =
      Stream.of(10, 100, 1_000, 10_000, 100_000)
          .map(millis -> new Mark(millis, Measure.RECOVERY.mark(millis)))
          .toList();

  private final Label never = Parts.label(Words.of("lab.never"), "lab-tick");
  private final List<Label> names =
      MARKS.stream().map(mark -> Parts.label(mark.name(), "lab-tick")).toList();

  PlotAxis() {
    setMinSize(WIDTH, HEIGHT);
    setPrefSize(WIDTH, HEIGHT);
    getChildren().add(never);
    getChildren().addAll(names);
  }

  /// How far down a time stands.
  static double down(double millis) {
    return SHORTEST - LogScale.place(millis) * (SHORTEST - LONGEST);
  }

  @Override
  protected void layoutChildren() {
    place(never, NEVER);
    for (int i = 0; i < MARKS.size(); i++) {
      place(names.get(i), down(MARKS.get(i).millis()));
    }
  }

  private static void place(Label label, double y) {
    label.autosize();
    label.relocate(0, y - label.getHeight() / 2);
  }
}
