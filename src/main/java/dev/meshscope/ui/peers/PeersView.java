package dev.meshscope.ui.peers;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.ui.feed.Clock;
import dev.meshscope.ui.text.Copying;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// The peer table. On the JavaFX thread.
public final class PeersView {
  private static final double ROW = 32;

  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final PeerListModel model;
  private final Actions actions;
  private final TableView<PeerRow> table = new TableView<>();
  private final List<PeerTableRow> lines = new ArrayList<>();
  private final PeerColumns columns;
  private final ReadOnlyObjectWrapper<@Nullable RowKey> selected = new ReadOnlyObjectWrapper<>();
  private boolean restoring;

  /// What can be done with the selected peer.
  public interface Actions {
    /// Shows it in full.
    void open();

    /// Shows its identity alarm again.
    void alarm(NodeId peer);

    /// Pings this transport.
    void ping(TransportId transport);

    /// Closes it.
    void drop(TransportId transport);
  }

  /// @param clock moves the ages of the rows on screen
  public PeersView(PeerListModel model, Clock clock, Actions actions) {
    this.model = model;
    this.actions = actions;
    table.setItems(model.shown());
    table.setFixedCellSize(ROW);
    table.getStyleClass().add("peers");
    table.setAccessibleText(Words.of("peers.title"));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
    PeerMenu menu = new PeerMenu(this::selectedRow, model::shown, actions);
    table.setRowFactory(view -> line(clock, menu));
    columns = new PeerColumns(table);
    table.setSortPolicy(
        view -> {
          model.order(columns.order());
          return true;
        });
    table.setOnMouseEntered(event -> model.hold(true));
    table.setOnMouseExited(event -> model.hold(false));
    table.setOnKeyPressed(this::pressed);
    keepSelection();
  }

  private PeerTableRow line(Clock clock, PeerMenu menu) {
    PeerTableRow line = new PeerTableRow(model, clock, menu.menu());
    lines.add(line);
    return line;
  }

  /// The control.
  public TableView<PeerRow> node() {
    return table;
  }

  /// What stands in the place of the rows when there are none.
  public void placeholder(Node node) {
    // The property itself ignores what it holds already.
    table.setPlaceholder(node);
  }

  /// Whose row is selected; null if none is.
  public ObservableValue<@Nullable RowKey> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /// Takes the keys; with nothing selected, begins at the first.
  public void focus() {
    table.requestFocus();
    if (table.getSelectionModel().isEmpty()) {
      table.getSelectionModel().selectFirst();
    }
  }

  /// Selects this peer's row and shows it.
  public void select(NodeId peer) {
    PeerRow row = model.row(new RowKey(peer, null));
    if (row != null && model.shown().contains(row)) {
      table.getSelectionModel().select(row);
      table.scrollTo(row);
    }
  }

  /// The transports whose rows are on screen.
  public Set<TransportId> onScreen() {
    Set<TransportId> ids = new HashSet<>();
    for (PeerTableRow line : lines) {
      PeerRow row = line.isVisible() && !line.isEmpty() ? line.getItem() : null;
      TransportId id = row == null || row.isGhost() ? null : row.facts().transport();
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }

  /// How the columns stand.
  public ColumnLayout columns() {
    return ColumnLayout.of(table);
  }

  /// Makes the columns stand as they did.
  public void columns(ColumnLayout layout) {
    layout.apply(table);
  }

  /// Told when the user has changed how the columns stand.
  public void onColumns(Runnable changed) {
    InvalidationListener tell = observable -> changed.run();
    table.getColumns().addListener(tell);
    table.getSortOrder().addListener(tell);
    for (TableColumn<PeerRow, ?> column : table.getColumns()) {
      column.visibleProperty().addListener(tell);
      column.sortTypeProperty().addListener(tell);
    }
  }

  private void pressed(KeyEvent event) {
    PeerRow row = selectedRow();
    if (row == null) {
      return;
    }
    if (COPY.match(event)) {
      Copying.copy(row.sentence());
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      actions.open();
      event.consume();
    }
  }

  private @Nullable PeerRow selectedRow() {
    RowKey key = selected.get();
    PeerRow row = key == null ? null : model.row(key);
    if (row != null) {
      model.read(row);
    }
    return row;
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
