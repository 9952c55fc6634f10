package dev.meshscope.ui.peers;

import dev.meshscope.ui.text.Words;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// Who dialled: an arrow. On the JavaFX thread.
final class DirectionCell extends TableCell<PeerRow, String> {
  private final Tooltip tooltip = new Tooltip();

  DirectionCell() {
    getStyleClass().add("direction-cell");
  }

  @Override
  protected void updateItem(@Nullable String arrow, boolean empty) {
    super.updateItem(arrow, empty);
    boolean blank = empty || arrow == null || arrow.isEmpty();
    setText(blank ? null : arrow);
    if (!blank) {
      tooltip.setText(Words.of("→".equals(arrow) ? "dir.out.help" : "dir.in.help"));
    }
    setTooltip(blank ? null : tooltip);
  }
}
