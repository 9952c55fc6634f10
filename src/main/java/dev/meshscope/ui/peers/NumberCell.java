package dev.meshscope.ui.peers;

import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/// A number, set flush right in figures of one width. On the JavaFX thread.
final class NumberCell extends TableCell<PeerRow, String> {
  NumberCell() {
    getStyleClass().add("figures");
  }

  @Override
  protected void updateItem(@Nullable String text, boolean empty) {
    super.updateItem(text, empty);
    setText(empty ? null : text);
  }
}
