package dev.meshscope.ui.peers;

import dev.meshscope.text.Spans;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/// How long a ping has been out; marked while one is. On the JavaFX thread.
final class WaitCell extends TableCell<PeerRow, String> {
  private static final PseudoClass OUT = PseudoClass.getPseudoClass("out");

  WaitCell() {
    getStyleClass().addAll("figures", "wait-cell");
  }

  @Override
  protected void updateItem(@Nullable String text, boolean empty) {
    super.updateItem(text, empty);
    setText(empty ? null : text);
    pseudoClassStateChanged(
        OUT, !empty && text != null && !text.isEmpty() && !text.equals(Spans.NONE));
  }
}
