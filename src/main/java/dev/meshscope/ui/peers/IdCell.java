package dev.meshscope.ui.peers;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.ui.text.Copying;
import dev.meshscope.ui.text.Words;
import javafx.scene.Cursor;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// An id cut in the middle; a click copies the whole. On the JavaFX thread.
final class IdCell extends TableCell<PeerRow, NodeId> {
  private final Tooltip tooltip = new Tooltip();

  IdCell() {
    getStyleClass().addAll("figures", "id-cell");
    setOnMouseClicked(
        event -> {
          NodeId id = getItem();
          if (id != null && !isEmpty()) {
            Copying.copy(id.text());
            tooltip.setText(Words.of("id.copied", id));
          }
        });
  }

  @Override
  protected void updateItem(@Nullable NodeId id, boolean empty) {
    super.updateItem(id, empty);
    if (empty || id == null) {
      setText(null);
      setTooltip(null);
      setCursor(Cursor.DEFAULT);
      return;
    }
    PeerRow row = Rows.of(this);
    RowKey key = row == null ? null : row.key();
    setText(key == null || key.ghost() == null ? id.brief() : "" + key.ghost());
    tooltip.setText(Words.of("id.help", id));
    setTooltip(tooltip);
    setCursor(Cursor.HAND);
  }
}
