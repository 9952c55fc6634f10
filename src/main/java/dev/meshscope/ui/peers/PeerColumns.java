package dev.meshscope.ui.peers;

import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// The columns of the peer table: how each is filled, how wide it may be, how it sorts, and the
/// menu that chooses among them. Together they are at first as wide as a window of 980 pixels with
/// a scroll bar; what a sick peer has to say is whole even then. On the JavaFX thread.
final class PeerColumns {
  /// Takes what width is left over.
  private static final double OPEN = 2000;

  /// Without it nobody knows whose row it is.
  private static final String KEPT = "peer";

  private record Order(Comparator<PeerRow> comparator) {}

  private final TableView<PeerRow> table;
  private final ColumnLayout standard;

  PeerColumns(TableView<PeerRow> table) {
    this.table = table;
    table.getColumns().setAll(all());
    standard = ColumnLayout.of(table);
    ContextMenu menu = menu();
    table.getColumns().forEach(column -> column.setContextMenu(menu));
  }

  /// What the user sorts by; by name if by nothing.
  Comparator<PeerRow> order() {
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
    return order == null ? PeerListModel.byName() : order;
  }

  private ContextMenu menu() {
    ContextMenu menu = new ContextMenu();
    for (TableColumn<PeerRow, ?> column : table.getColumns()) {
      CheckMenuItem item = new CheckMenuItem(Words.of("column." + column.getId()));
      item.selectedProperty().bindBidirectional(column.visibleProperty());
      item.setDisable(column.getId().equals(KEPT));
      menu.getItems().add(item);
    }
    MenuItem reset = new MenuItem(Words.of("columns.reset"));
    reset.setOnAction(event -> standard.apply(table));
    menu.getItems().addAll(new SeparatorMenuItem(), reset);
    return menu;
  }

  private static List<TableColumn<PeerRow, ?>> all() {
    return List.of(
        column("state", 129, 150, PeerRow::stateProperty, StateCell::new, by(PeerFacts::state)),
        column(KEPT, 103, OPEN, PeerRow::nameProperty, NameCell::new, PeerListModel.byName()),
        column(
            "id",
            82,
            110,
            row -> new ReadOnlyObjectWrapper<>(row.key().peer()),
            IdCell::new,
            Comparator.comparing(row -> row.key().peer())),
        column(
            "dir",
            36,
            46,
            PeerRow::directionProperty,
            DirectionCell::new,
            Comparator.comparing(row -> row.directionProperty().get())),
        column("via", 64, 90, PeerRow::viaProperty, ViaCell::new, by(PeerFacts::via)),
        column("heard", 121, 160, PeerRow::heardProperty, HeardCell::new, by(PeerFacts::silentNs)),
        column("rtt", 68, 90, PeerRow::rttProperty, NumberCell::new, by(PeerFacts::rttNs)),
        column("wait", 68, 90, PeerRow::waitingProperty, WaitCell::new, by(PeerFacts::waitNs)),
        column(
            "keepalive",
            100,
            130,
            PeerRow::keepaliveProperty,
            KeepaliveCell::new,
            by(facts -> facts.keepalive().sign())),
        column(
            "redial",
            195,
            OPEN,
            PeerRow::redialProperty,
            RedialCell::new,
            by(facts -> facts.redial().verb())));
  }

  private static <T extends Comparable<? super T>> Comparator<PeerRow> by(
      Function<PeerFacts, T> part) {
    return Comparator.comparing(row -> part.apply(row.facts()));
  }

  private static <T> TableColumn<PeerRow, T> column(
      String id,
      double width,
      double maxWidth,
      Function<PeerRow, ? extends ObservableValue<T>> value,
      Supplier<TableCell<PeerRow, T>> cell,
      Comparator<PeerRow> order) {
    TableColumn<PeerRow, T> column = new TableColumn<>();
    Label title = Parts.label(Words.of("column." + id), "column-title");
    Parts.explain(title, Words.of("column." + id + ".help"));
    title.setMaxWidth(Double.MAX_VALUE);
    column.setGraphic(title);
    column.setId(id);
    column.getStyleClass().add("column-" + id);
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 36));
    column.setMaxWidth(maxWidth);
    column.setCellValueFactory(features -> value.apply(features.getValue()));
    column.setCellFactory(ignored -> cell.get());
    column.setUserData(new Order(order));
    return column;
  }

  /// Where the column of the ages begins: there a story begins, too.
  static double storyX(@Nullable TableView<PeerRow> table) {
    double x = 0;
    if (table != null) {
      for (TableColumn<PeerRow, ?> column : table.getVisibleLeafColumns()) {
        if ("heard".equals(column.getId())) {
          return x;
        }
        x += column.getWidth();
      }
    }
    return x;
  }
}
