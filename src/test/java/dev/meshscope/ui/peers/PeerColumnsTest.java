package dev.meshscope.ui.peers;

import static dev.meshscope.ui.DemoMesh.demo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.standing.Condition;
import dev.meshscope.core.standing.Health;
import dev.meshscope.core.standing.Probes;
import dev.meshscope.core.standing.Way;
import dev.meshscope.core.table.Credence;
import dev.meshscope.text.Spans;
import dev.meshscope.ui.Fx;
import dev.meshscope.ui.feed.Clock;
import dev.meshscope.ui.shell.Theme;
import dev.meshscope.ui.shell.Themes;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// At the widths it has at first, no column cuts off what is the matter with a peer.
class PeerColumnsTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @BeforeAll
  static void startJavaFx() {
    Fx.start();
  }

  @ParameterizedTest
  @CsvSource({"980, LIGHT", "980, DARK", "1440, LIGHT", "1440, DARK"})
  void nothingIsCutOffWhateverThePeerAndForHowLong(int width, Theme theme) throws Exception {
    Set<String> cut = new TreeSet<>();
    Fx.run(
        () -> {
          Stage stage = new Stage();
          TableView<PeerRow> table = table(stage, width, theme);
          collectCut(table, cut);
          collectCutTitles(table, cut);
          assertThat(bar(table, Orientation.VERTICAL)).isTrue();
          assertThat(bar(table, Orientation.HORIZONTAL)).isFalse();
          stage.hide();
        });
    assertThat(cut).isEmpty();
  }

  private static TableView<PeerRow> table(Stage stage, int width, Theme theme) {
    PeersView view = new PeersView(new PeerListModel(), new Clock(() -> 0), new NoActions());
    TableView<PeerRow> table = view.node();
    ObservableList<PeerRow> rows = FXCollections.observableArrayList(rows());
    table.setItems(rows);
    // Not all of them fit: with a scroll bar.
    Scene scene = new Scene(new StackPane(table), width, rows.size() * 32 - 40);
    new Themes(scene, theme);
    stage.setScene(scene);
    stage.show();
    table.applyCss();
    table.layout();
    return table;
  }

  private static List<PeerRow> rows() {
    List<PeerRow> rows = new ArrayList<>();
    long[] ages = {0, 9_900_000_000L, 59 * SECOND, 84 * SECOND, 3_599 * SECOND, 86_399 * SECOND};
    for (Condition state : Condition.values()) {
      for (long age : ages) {
        rows.add(row(rows.size(), state, age));
      }
    }
    return rows;
  }

  private static Way way(int number, Kind kind, Condition condition, long ageNs) {
    return new Way(
        new TransportId(number),
        kind,
        Direction.INBOUND,
        new Endpoint("127.0.0.1", 40_000),
        kind == Kind.DIRECT,
        new Health(condition, List.of()),
        ageNs,
        new Way.Silence(ageNs, SECOND, false),
        OptionalLong.of(1),
        OptionalLong.empty(),
        new Probes.NotYet(),
        Optional.empty());
  }

  private static PeerRow row(int number, Condition state, long ageNs) {
    PeerFacts.Keepalive.Sign[] signs = PeerFacts.Keepalive.Sign.values();
    PeerFacts.Keepalive.Sign sign = signs[number % signs.length];
    PeerFacts facts =
        new PeerFacts(
            "scheduler-" + number % 100,
            state,
            List.of(),
            new TransportId(88),
            Direction.INBOUND,
            List.of(way(88, Kind.DIRECT, state, ageNs), way(89, Kind.RELAY, state, ageNs)),
            false,
            "",
            Credence.PROVEN,
            "127.0.0.1:40000",
            new PeerFacts.Heard(0.5, Spans.tight(ageNs), "10 s"),
            ageNs,
            999_000_000,
            ageNs,
            new PeerFacts.Keepalive(
                sign,
                switch (sign) {
                  case ANSWERED -> Spans.tight(ageNs);
                  case MISSED -> Words.of("keepalive.missed", 10);
                  case UNKNOWN -> Words.of("keepalive.na");
                },
                ""),
            new PeerFacts.Redial(
                PeerFacts.Redial.Verb.REPLACE, Words.of("redial.silent", Spans.tight(ageNs))),
            "");
    return new PeerRow(new RowKey(demo("", 1_000 + number, false).id(), null), facts, 0, false);
  }

  private static void collectCut(Node node, Set<String> cut) {
    for (Node one : node.lookupAll(".table-cell")) {
      if (one instanceof TableCell<?, ?> cell && !cell.isEmpty()) {
        collectCut(cell, cell.getTableColumn().getId(), cut);
        for (Node label : cell.lookupAll(".label")) {
          if (label instanceof Labeled labeled) {
            if (right(labeled) > right(cell)) {
              cut.add(cell.getTableColumn().getId() + ": " + labeled.getText() + " sticks out");
            }
            collectCut(labeled, cell.getTableColumn().getId(), cut);
          }
        }
      }
    }
  }

  private static void collectCutTitles(Node node, Set<String> cut) {
    for (Node one : node.lookupAll(".column-title")) {
      if (one instanceof Labeled title) {
        collectCut(title, "title", cut);
      }
    }
  }

  private static void collectCut(Labeled labeled, String column, Set<String> cut) {
    for (Node part : labeled.getChildrenUnmodifiable()) {
      if (part instanceof Text shown && !shown.getText().equals(labeled.getText())) {
        cut.add(column + ": " + labeled.getText() + " as " + shown.getText());
      }
    }
  }

  private static double right(Node node) {
    return node.localToScene(node.getLayoutBounds()).getMaxX();
  }

  private static boolean bar(TableView<PeerRow> table, Orientation orientation) {
    return table.lookupAll(".scroll-bar").stream()
        .anyMatch(
            one ->
                one instanceof ScrollBar bar
                    && bar.getOrientation() == orientation
                    && bar.isVisible());
  }

  private static final class NoActions implements PeersView.Actions {
    @Override
    public void open() {}

    @Override
    public void alarm(NodeId peer) {}

    @Override
    public void ping(TransportId transport) {}

    @Override
    public void drop(TransportId transport) {}
  }
}
