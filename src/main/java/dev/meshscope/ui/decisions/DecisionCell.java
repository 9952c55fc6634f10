package dev.meshscope.ui.decisions;

import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.WeakChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One decision on one line. On the JavaFX thread.
final class DecisionCell extends ListCell<Decision> {
  private final Label time = Parts.label("", "figures", "time");
  private final Label transport = Parts.label("", "figures", "transport");
  private final Label peer = Parts.label("", "peer");
  private final Label mark = Parts.label("", "mark");
  private final Label sentence = Parts.label("", "sentence");
  private final HBox line = new HBox(8, time, transport, peer, mark);
  private final VBox lines = new VBox(1, line);
  // Held here because the list's property holds it only weakly.
  private final ChangeListener<Boolean> onNarrow = (property, before, on) -> arrange(on);
  private final Tooltip tooltip = new Tooltip();

  /// @param narrow whether the sentence stands on a line of its own
  DecisionCell(ObservableBooleanValue narrow) {
    narrow.addListener(new WeakChangeListener<>(onNarrow));
    getStyleClass().add("decision-cell");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    line.setAlignment(Pos.CENTER_LEFT);
    fix(time, 88);
    fix(transport, 38);
    fix(mark, 80);
    lines.setAlignment(Pos.CENTER_LEFT);
    arrange(narrow.get());
    sentence.setMinWidth(0);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(420);
    setPrefWidth(0);
  }

  private void arrange(boolean apart) {
    line.getChildren().setAll(time, transport);
    lines.getChildren().setAll(line);
    if (apart) {
      // Where space is short the marks still stand in one column.
      peer.setMinWidth(0);
      peer.setMaxWidth(Double.MAX_VALUE);
      line.getChildren().addAll(mark, peer);
      lines.getChildren().add(sentence);
    } else {
      fix(peer, 108);
      line.getChildren().addAll(peer, mark, sentence);
    }
  }

  private static void fix(Region region, double width) {
    region.setMinWidth(width);
    region.setMaxWidth(width);
  }

  @Override
  protected void updateItem(@Nullable Decision decision, boolean empty) {
    super.updateItem(decision, empty);
    if (empty || decision == null) {
      setGraphic(null);
      setTooltip(null);
      setAccessibleText(null);
      return;
    }
    time.setText(decision.time());
    transport.setText(decision.transport() == null ? "" : decision.transport().toString());
    peer.setText(decision.peerName());
    mark.setText(Words.word(decision.mark(), "mark"));
    Parts.wear(mark, "label", "mark", "mark-" + Words.key(decision.mark()));
    sentence.setText(decision.sentence());
    tooltip.setText(
        Words.of(
            "decision.help",
            decision.sentence(),
            Words.word(decision.mark(), "mark"),
            Words.word(decision.mark(), "mark.meaning")));
    setTooltip(tooltip);
    setAccessibleText(decision.line());
    setGraphic(lines);
  }
}
