package dev.meshscope.ui.peers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// Which columns are shown, in which order, and what the rows are sorted by: a value. Columns go by
/// their ids; unknown ids are passed over, columns that are not named come last and are shown.
///
/// @param order from left to right, hidden ones included
/// @param hidden those that are not shown
/// @param sorted what is sorted by, most important first; a minus in front: descending
public record ColumnLayout(List<String> order, List<String> hidden, List<String> sorted) {
  /// Copies the lists.
  public ColumnLayout {
    order = List.copyOf(order);
    hidden = List.copyOf(hidden);
    sorted = List.copyOf(sorted);
  }

  /// As the table stands. On the JavaFX thread.
  static ColumnLayout of(TableView<PeerRow> table) {
    List<String> order = new ArrayList<>();
    List<String> hidden = new ArrayList<>();
    for (TableColumn<PeerRow, ?> column : table.getColumns()) {
      order.add(column.getId());
      if (!column.isVisible()) {
        hidden.add(column.getId());
      }
    }
    List<String> sorted =
        table.getSortOrder().stream()
            .map(
                column ->
                    column.getSortType() == TableColumn.SortType.DESCENDING
                        ? "-" + column.getId()
                        : column.getId())
            .toList();
    return new ColumnLayout(order, hidden, sorted);
  }

  /// Makes the table stand so. On the JavaFX thread.
  void apply(TableView<PeerRow> table) {
    Map<String, TableColumn<PeerRow, ?>> byId = new HashMap<>();
    table.getColumns().forEach(column -> byId.put(column.getId(), column));
    List<TableColumn<PeerRow, ?>> columns = new ArrayList<>();
    for (String id : order) {
      TableColumn<PeerRow, ?> column = byId.get(id);
      if (column != null && !columns.contains(column)) {
        columns.add(column);
      }
    }
    table.getColumns().stream().filter(column -> !columns.contains(column)).forEach(columns::add);
    columns.forEach(column -> column.setVisible(!hidden.contains(column.getId())));
    if (!columns.equals(table.getColumns())) {
      table.getColumns().setAll(columns);
    }
    List<TableColumn<PeerRow, ?>> by = new ArrayList<>();
    for (String entry : sorted) {
      boolean descending = entry.startsWith("-");
      TableColumn<PeerRow, ?> column = byId.get(descending ? entry.substring(1) : entry);
      if (column != null) {
        column.setSortType(
            descending ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
        by.add(column);
      }
    }
    table.getSortOrder().setAll(by);
  }
}
