package dev.meshscope.ui.peers;

import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/// Plain text. On the JavaFX thread.
final class TextCell extends TableCell<PeerRow, String> {
  @Override
  protected void updateItem(@Nullable String text, boolean empty) {
    super.updateItem(text, empty);
    setText(empty ? null : text);
  }
}
