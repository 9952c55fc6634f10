package dev.meshscope.ui.lab;

import dev.meshscope.lab.report.Comparison;
import dev.meshscope.lab.result.RoundResult;
import dev.meshscope.lab.result.RunResult;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What came of the rounds: lanes side by side, limits, and the list of rounds. On the JavaFX
/// thread.
final class ResultsView {
  private final LanesView lanes = new LanesView();
  private final Label verdict = Parts.label("", "lab-verdict");
  private final Label remarks = Parts.prose("", "hint");
  private final ListView<RoundResult> rounds = new ListView<>();
  private final VBox comparison;
  private final VBox list;
  private final Button compare;
  private final Button export;
  private int shown = -1;
  private @Nullable RunResult shownResult;
  private @Nullable Comparison shownComparison;

  /// @param onOpen opens a round's event log
  /// @param onRepeat repeats a round slowly
  /// @param onCompare asks for an earlier run
  /// @param onExport asks where to, and writes the report
  ResultsView(
      Consumer<RoundResult> onOpen,
      Consumer<RoundResult> onRepeat,
      Runnable onCompare,
      Runnable onExport) {
    rounds.setPrefHeight(130);
    rounds.setMinHeight(90);
    rounds.setFixedCellSize(24);
    rounds.getStyleClass().add("lab-lines");
    rounds.setId("lab-round-list");
    rounds.setAccessibleText(Words.of("lab.round-list"));
    rounds.setCellFactory(list -> new RoundCell());
    rounds.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            onChosen(onOpen);
          }
        });
    rounds.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            onChosen(onOpen);
            event.consume();
          }
        });
    Button open = Parts.button(Words.of("lab.open-log"), () -> onChosen(onOpen), "small");
    Button repeat = Parts.button(Words.of("lab.repeat"), () -> onChosen(onRepeat), "small");
    Parts.explain(repeat, Words.of("lab.repeat.help"));
    for (Button button : List.of(open, repeat)) {
      button.disableProperty().bind(rounds.getSelectionModel().selectedItemProperty().isNull());
    }
    compare = Parts.button(Words.of("lab.compare"), onCompare, "small");
    Parts.explain(compare, Words.of("lab.compare.help"));
    export = Parts.button(Words.of("lab.export"), onExport, "small");
    Parts.explain(export, Words.of("lab.export.help"));
    comparison =
        new VBox(
            8, Parts.label(Words.of("lab.results"), "section"), verdict, remarks, lanes.node());
    list =
        new VBox(
            8,
            Parts.label(Words.of("lab.round-list"), "section"),
            rounds,
            new HBox(8, open, repeat, compare, export));
  }

  private void onChosen(Consumer<RoundResult> then) {
    RoundResult chosen = rounds.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      then.accept(chosen);
    }
  }

  /// The lanes side by side.
  Node comparison() {
    return comparison;
  }

  /// The rounds, one in a line.
  Node list() {
    return list;
  }

  /// Shows the model; nothing is touched when no round has been added.
  void show(LabModel model) {
    List<RoundResult> all = model.rounds();
    boolean any = !all.isEmpty();
    for (Node part : List.of(comparison, list)) {
      part.setManaged(any);
      part.setVisible(any);
    }
    RunResult result = model.result().orElse(null);
    Comparison beside = model.comparison().orElse(null);
    if (all.size() == shown
        && Objects.equals(result, shownResult)
        && Objects.equals(beside, shownComparison)) {
      return;
    }
    shown = all.size();
    shownResult = result;
    shownComparison = beside;
    compare.setDisable(result == null);
    export.setDisable(result == null);
    RoundResult chosen = rounds.getSelectionModel().getSelectedItem();
    rounds.getItems().setAll(all);
    if (chosen != null && all.contains(chosen)) {
      rounds.getSelectionModel().select(chosen);
    }
    lanes.show(
        model.byLane(), result == null ? List.of() : result.limits(), beside, model.earlierName());
    verdict.setText(result == null ? "" : Words.word(result.verdict(), "lab.verdict"));
    verdict.setManaged(result != null);
    String known = result == null ? "" : String.join(" ", result.remarks());
    remarks.setText(known);
    remarks.setManaged(!known.isEmpty());
    remarks.setVisible(!known.isEmpty());
  }

  /// A round in a line.
  private static final class RoundCell extends ListCell<RoundResult> {
    @Override
    protected void updateItem(@Nullable RoundResult round, boolean empty) {
      super.updateItem(round, empty);
      setText(
          empty || round == null
              ? null
              : Words.of(
                  "lab.round", round.number(), round.lane().words(), LabText.outcome(round)));
    }
  }
}
