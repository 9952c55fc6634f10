package dev.meshscope.ui.lab;

import dev.meshscope.lab.world.TableRow;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The survivor's peer table as it is now, which is why it decides as it does. On the JavaFX
/// thread.
final class SurvivorView {
  /// A storm of connections is told in full by the events.
  private static final int MOST_ROWS = 8;

  private static final List<String> COLUMNS = List.of("state", "peer", "link", "heard", "rtt");

  private final GridPane grid = new GridPane(16, 4);
  private final Label none = Parts.prose("", "hint");
  private final VBox root = new VBox(8, Parts.label(Words.of("lab.table"), "section"), grid, none);
  private List<TableRow> shown = List.of();

  SurvivorView() {
    grid.setId("lab-table");
    COLUMNS.forEach(each -> grid.getColumnConstraints().add(new ColumnConstraints()));
    ColumnConstraints last = new ColumnConstraints();
    last.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().add(last);
    show(List.of());
  }

  Region node() {
    return root;
  }

  /// Shows these; nothing is touched when they are the same.
  void show(List<TableRow> rows) {
    boolean empty = rows.isEmpty();
    grid.setManaged(!empty);
    grid.setVisible(!empty);
    int over = Math.max(0, rows.size() - MOST_ROWS);
    none.setText(empty ? Words.of("lab.table.none") : Words.of("lab.table.more", over));
    none.setManaged(empty || over > 0);
    none.setVisible(empty || over > 0);
    if (rows.equals(shown)) {
      return;
    }
    shown = List.copyOf(rows);
    grid.getChildren().clear();
    for (int column = 0; column < COLUMNS.size(); column++) {
      grid.add(head(Words.of("lab.table." + COLUMNS.get(column))), column, 0);
    }
    grid.add(head(Words.of("column.redial")), COLUMNS.size(), 0);
    for (int i = 0; i < rows.size() - over; i++) {
      grid.addRow(i + 1, cells(rows.get(i)));
    }
  }

  private static Label head(String text) {
    return Parts.label(text, "check-name");
  }

  private static Node[] cells(TableRow row) {
    HBox first =
        new HBox(
            6, Parts.shape("state-" + row.state()), Parts.label(Words.of("state." + row.state())));
    first.setAlignment(Pos.CENTER_LEFT);
    return new Node[] {
      first,
      Parts.label(row.peer()),
      Parts.label(LabText.link(row), "figures"),
      Parts.label(LabText.time(row.silentMs()), "figures"),
      Parts.label(LabText.time(row.rttMs()), "figures"),
      redial(row)
    };
  }

  private static Node redial(TableRow row) {
    if (row.decision().isEmpty()) {
      return Parts.label("–");
    }
    String verb = LabText.verb(row);
    HBox cell =
        new HBox(
            8,
            Parts.label(Words.of("verb." + verb), "verb", "verb-" + verb),
            Parts.label(Words.of("redial." + row.because(), LabText.time(row.silentMs()))));
    cell.setAlignment(Pos.CENTER_LEFT);
    return cell;
  }
}
