package dev.meshscope.ui.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.ui.Fx;
import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ColumnLayoutTest {
  private static final List<String> ALL =
      List.of("state", "peer", "id", "dir", "via", "heard", "rtt", "wait", "keepalive", "redial");

  @BeforeAll
  static void startJavaFx() {
    Fx.start();
  }

  private static TableView<PeerRow> table() {
    TableView<PeerRow> table = new TableView<>();
    PeerColumns columns = new PeerColumns(table);
    table.setSortPolicy(view -> columns.order() != null);
    return table;
  }

  @Test
  void atFirstAllAreShownAndSortedByName() throws Exception {
    assertThat(Fx.on(() -> ColumnLayout.of(table())))
        .isEqualTo(new ColumnLayout(ALL, List.of(), List.of()));
  }

  @Test
  void whatWasArrangedComesBack() throws Exception {
    ColumnLayout arranged =
        new ColumnLayout(
            List.of(
                "peer", "state", "redial", "id", "dir", "via", "heard", "rtt", "wait", "keepalive"),
            List.of("id", "via"),
            List.of("-heard", "peer"));
    assertThat(
            Fx.on(
                () -> {
                  TableView<PeerRow> table = table();
                  arranged.apply(table);
                  return ColumnLayout.of(table);
                }))
        .isEqualTo(arranged);
  }

  @Test
  void unknownColumnsArePassedOverAndNewOnesComeLast() throws Exception {
    ColumnLayout older =
        new ColumnLayout(
            List.of("peer", "mood", "state", "peer"), List.of("mood"), List.of("-mood"));
    ColumnLayout now =
        Fx.on(
            () -> {
              TableView<PeerRow> table = table();
              older.apply(table);
              return ColumnLayout.of(table);
            });
    assertThat(now.order()).startsWith("peer", "state").containsExactlyInAnyOrderElementsOf(ALL);
    assertThat(now.hidden()).isEmpty();
    assertThat(now.sorted()).isEmpty();
  }

  @Test
  void theNameCannotBeHidden() throws Exception {
    assertThat(
            Fx.on(
                () ->
                    table().getColumns().stream()
                        .filter(column -> column.getId().equals("peer"))
                        .map(TableColumn::getContextMenu)
                        .findFirst()
                        .orElseThrow()
                        .getItems()
                        .get(1)
                        .isDisable()))
        .isTrue();
  }
}
