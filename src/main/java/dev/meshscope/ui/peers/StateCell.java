package dev.meshscope.ui.peers;

import dev.meshscope.core.standing.Condition;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.text.Parts;
import java.util.List;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A state as shape, colour and word. On the JavaFX thread.
final class StateCell extends TableCell<PeerRow, Condition> {
  private final Region shape = Parts.shape();
  private final Tooltip tooltip = new Tooltip();

  StateCell() {
    getStyleClass().add("state-cell");
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(360);
    tooltip.setOnShowing(event -> explain());
  }

  /// With the evidence of this moment.
  private void explain() {
    PeerRow row = Rows.of(this);
    Condition state = getItem();
    if (state != null) {
      List<String> facts = row == null ? List.of() : row.facts().findings();
      tooltip.setText(
          Telling.meaning(state) + (facts.isEmpty() ? "" : "\n\n• " + String.join("\n• ", facts)));
    }
  }

  @Override
  protected void updateItem(@Nullable Condition state, boolean empty) {
    super.updateItem(state, empty);
    if (empty || state == null) {
      setText(null);
      setGraphic(null);
      setTooltip(null);
      return;
    }
    setText(Telling.word(state));
    Parts.wear(shape, "shape", "state-" + state.id());
    setGraphic(shape);
    setTooltip(tooltip);
  }
}
