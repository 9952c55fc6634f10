package dev.meshscope.ui.detail;

import dev.meshscope.core.link.TransportId;
import dev.meshscope.ui.text.Copying;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The detail pane. Built anew only when another peer or another set of transports is shown; values
/// are changed in place. On the JavaFX thread.
public final class DetailView {
  private final VBox content = new VBox(10);
  private final ScrollPane root = new ScrollPane(content);
  private final Consumer<TransportId> ping;
  private final Consumer<TransportId> drop;
  private final List<Label> values = new ArrayList<>();
  private List<Object> shape = List.of();

  /// @param ping pings a transport
  /// @param drop closes a transport
  public DetailView(Consumer<TransportId> ping, Consumer<TransportId> drop) {
    this.ping = ping;
    this.drop = drop;
    content.getStyleClass().add("card");
    root.setFitToWidth(true);
    root.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    root.setFocusTraversable(true);
    root.getStyleClass().add("card-scroll");
    build(null);
  }

  /// The pane.
  public Parent node() {
    return root;
  }

  /// Shows this peer; null: says how to get one.
  public void show(@Nullable DetailModel detail) {
    List<Object> wanted = shape(detail);
    if (!wanted.equals(shape)) {
      shape = wanted;
      build(detail);
    }
    if (detail != null) {
      fill(detail);
    }
  }

  private static List<Object> shape(@Nullable DetailModel detail) {
    if (detail == null) {
      return List.of();
    }
    List<Object> shape = new ArrayList<>();
    shape.add(detail.id());
    shape.add(detail.name());
    detail.facts().forEach(line -> shape.add(line.name()));
    detail.transports().forEach(socket -> shape.add(socket.title()));
    shape.addAll(detail.history());
    return shape;
  }

  private void build(@Nullable DetailModel detail) {
    values.clear();
    content.getChildren().clear();
    if (detail == null) {
      content.getChildren().add(Parts.prose(Words.of("detail.none"), "hint"));
      return;
    }
    Label id = Parts.label(detail.id(), "figures", "card-id");
    HBox head =
        new HBox(
            8,
            Parts.label(detail.name(), "card-title"),
            Parts.spring(),
            small("detail.copy-id", () -> Copying.copy(detail.id())));
    head.setAlignment(Pos.CENTER_LEFT);
    content.getChildren().addAll(new VBox(2, head, id), grid(detail.facts()));
    for (DetailModel.Socket socket : detail.transports()) {
      content.getChildren().addAll(socketHead(socket), grid(socket.lines()));
    }
    if (!detail.history().isEmpty()) {
      content.getChildren().add(Parts.label(Words.of("detail.history"), "section"));
      detail.history().forEach(ended -> content.getChildren().add(history(ended)));
    }
  }

  private void fill(DetailModel detail) {
    List<DetailModel.Line> lines = new ArrayList<>(detail.facts());
    detail.transports().forEach(socket -> lines.addAll(socket.lines()));
    for (int i = 0; i < Math.min(lines.size(), values.size()); i++) {
      String text = lines.get(i).value();
      if (!text.equals(values.get(i).getText())) {
        values.get(i).setText(text);
      }
    }
  }

  private Node socketHead(DetailModel.Socket socket) {
    Button pingNow = small("detail.ping", () -> ping.accept(socket.id()));
    pingNow.setDisable(!socket.holdsSlot());
    Button dropIt = small("detail.drop", () -> drop.accept(socket.id()));
    dropIt.getStyleClass().addAll("danger", "button-outlined");
    Label title = Parts.label(socket.title(), "section");
    title.setMinWidth(0);
    HBox head = new HBox(4, title, Parts.spring(), pingNow, dropIt);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private static Button small(String key, Runnable action) {
    Button button = Parts.button(Words.of(key), action, "small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    Parts.explain(button, Words.of(key + ".help"));
    return button;
  }

  private Node grid(List<DetailModel.Line> lines) {
    GridPane grid = new GridPane(12, 3);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(84);
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    wide.setFillWidth(true);
    grid.getColumnConstraints().addAll(names, wide);
    int row = 0;
    for (DetailModel.Line line : lines) {
      Label name = Parts.label(line.name(), "fact-name");
      Parts.explain(name, line.help());
      GridPane.setValignment(name, VPos.TOP);
      Label value = Parts.prose(line.value(), "fact-value");
      values.add(value);
      grid.addRow(row++, name, value);
    }
    return grid;
  }

  private static Node history(DetailModel.Ended ended) {
    Label time = Parts.label(ended.time(), "figures", "time");
    time.setMinWidth(Region.USE_PREF_SIZE);
    VBox words =
        new VBox(
            Parts.prose(ended.title(), "fact-value"),
            Parts.prose(
                Words.of(ended.byUs() ? "detail.by-us" : "detail.by-them", ended.why()),
                "fact-name"));
    HBox.setHgrow(words, Priority.ALWAYS);
    return new HBox(10, time, words);
  }
}
