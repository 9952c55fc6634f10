package dev.meshscope.ui.peers;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.ui.feed.Clock;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// The peer table. On the JavaFX thread.
public final class PeersView {
  private static final double ROW = 32;

  private final PeerListModel model;
  private final TableView<PeerRow> table = new TableView<>();
  private final ReadOnlyObjectWrapper<@Nullable RowKey> selected = new ReadOnlyObjectWrapper<>();
  private boolean restoring;

  /// @param clock moves the ages of the rows on screen
  /// @param empty what is shown while there are no rows
  public PeersView(PeerListModel model, Clock clock, Node empty) {
    this.model = model;
    table.setItems(model.shown());
    table.setFixedCellSize(ROW);
    table.setPlaceholder(empty);
    table.getStyleClass().add("peers");
    table.setAccessibleText(Words.of("peers.title"));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
    table.setRowFactory(view -> new PeerTableRow(model, clock));
    addColumns();
    table.setSortPolicy(view -> sort());
    table.setOnMouseEntered(event -> model.hold(true));
    table.setOnMouseExited(event -> model.hold(false));
    keepSelection();
  }

  /// The control.
  public TableView<PeerRow> node() {
    return table;
  }

  /// Whose row is selected; null if none is.
  public ObservableValue<@Nullable RowKey> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /// Selects this peer's row and shows it.
  public void select(NodeId peer) {
    PeerRow row = model.row(new RowKey(peer, null));
    if (row != null && model.shown().contains(row)) {
      table.getSelectionModel().select(row);
      table.scrollTo(row);
    }
  }

  private void addColumns() {
    Comparator<PeerRow> byName = PeerListModel.byName();
    List<TableColumn<PeerRow, ?>> columns =
        List.of(
            column(
                "state",
                112,
                PeerRow::stateProperty,
                StateCell::new,
                Comparator.comparing(row -> row.facts().state())),
            column("peer", 114, PeerRow::nameProperty, TextCell::new, byName),
            column(
                "id",
                94,
                row -> new ReadOnlyObjectWrapper<>(row.key().peer()),
                IdCell::new,
                Comparator.comparing(row -> row.key().peer())),
            column(
                "dir",
                44,
                PeerRow::directionProperty,
                DirectionCell::new,
                Comparator.comparing(row -> row.directionProperty().get())),
            column(
                "via",
                68,
                PeerRow::viaProperty,
                TextCell::new,
                Comparator.comparing(row -> row.viaProperty().get())),
            column(
                "heard",
                128,
                PeerRow::heardProperty,
                HeardCell::new,
                Comparator.comparingLong(row -> row.facts().silentNs())),
            column(
                "rtt",
                74,
                PeerRow::rttProperty,
                NumberCell::new,
                Comparator.comparingLong(row -> row.facts().rttNs())),
            column(
                "wait",
                56,
                PeerRow::waitingProperty,
                WaitCell::new,
                Comparator.comparingLong(row -> row.facts().waitNs())),
            column(
                "keepalive",
                100,
                PeerRow::keepaliveProperty,
                KeepaliveCell::new,
                Comparator.comparing(row -> row.facts().keepalive().sign())),
            column(
                "redial",
                190,
                PeerRow::redialProperty,
                RedialCell::new,
                Comparator.comparing(row -> row.facts().redial().verb())));
    table.getColumns().setAll(columns);
  }

  private static <T> TableColumn<PeerRow, T> column(
      String id,
      double width,
      Function<PeerRow, ? extends ObservableValue<T>> value,
      java.util.function.Supplier<TableCell<PeerRow, T>> cell,
      Comparator<PeerRow> order) {
    TableColumn<PeerRow, T> column = new TableColumn<>();
    Label title = Parts.label(Words.of("column." + id));
    Parts.explain(title, Words.of("column." + id + ".help"));
    title.setMaxWidth(Double.MAX_VALUE);
    column.setGraphic(title);
    column.setId(id);
    column.getStyleClass().add("column-" + id);
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 38));
    column.setCellValueFactory(features -> value.apply(features.getValue()));
    column.setCellFactory(ignored -> cell.get());
    column.setUserData(new Order(order));
    return column;
  }

  private record Order(Comparator<PeerRow> comparator) {}

  private boolean sort() {
    Comparator<PeerRow> order = null;
    for (TableColumn<PeerRow, ?> column : table.getSortOrder()) {
      if (column.getUserData() instanceof Order(var comparator)) {
        Comparator<PeerRow> next =
            column.getSortType() == TableColumn.SortType.DESCENDING
                ? comparator.reversed()
                : comparator;
        order = order == null ? next : order.thenComparing(next);
      }
    }
    model.order(order == null ? PeerListModel.byName() : order);
    return true;
  }

  /// Selection goes by key: when rows move, it moves along.
  private void keepSelection() {
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (property, before, row) -> {
              if (!restoring && row != null) {
                selected.set(row.key());
              }
            });
    model
        .shown()
        .addListener(
            (ListChangeListener<PeerRow>)
                change -> {
                  restoring = true;
                  restore();
                  restoring = false;
                });
  }

  private void restore() {
    RowKey key = selected.get();
    PeerRow row = key == null ? null : model.row(key);
    int index = row == null ? -1 : model.shown().indexOf(row);
    if (index >= 0) {
      table.getSelectionModel().clearAndSelect(index);
    } else {
      table.getSelectionModel().clearSelection();
    }
  }
}
