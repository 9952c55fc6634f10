package dev.meshscope.ui.peers;

import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/// Finds the row that a cell belongs to. On the JavaFX thread.
final class Rows {
  private Rows() {}

  /// By index, not by table row: a cell may be filled before its table row is. Null if it is empty.
  static @Nullable PeerRow of(TableCell<PeerRow, ?> cell) {
    int index = cell.getIndex();
    return cell.getTableView() == null
            || index < 0
            || index >= cell.getTableView().getItems().size()
        ? null
        : cell.getTableView().getItems().get(index);
  }
}
