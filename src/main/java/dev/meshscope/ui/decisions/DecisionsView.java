package dev.meshscope.ui.decisions;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.ui.text.Copying;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The decision list with its filters. On the JavaFX thread.
public final class DecisionsView {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  /// Below this width a sentence gets a line of its own.
  private static final double NARROW = 720;

  private final DecisionModel model;
  private final ListView<Decision> list = new ListView<>();
  private final VBox root = new VBox();
  private final ToggleButton thisPeer = toggle("decisions.this-peer");
  private final Label nothing = Parts.prose("", "hint");

  /// @param chosen whom `this peer` means; may give null
  /// @param onSelect is told which decision is to be explained
  public DecisionsView(
      DecisionModel model, Supplier<@Nullable NodeId> chosen, Consumer<Decision> onSelect) {
    this.model = model;
    ToggleButton follow = toggle("decisions.follow");
    follow.selectedProperty().bindBidirectional(model.followProperty());
    ToggleButton refused = toggle("decisions.only-refused");
    refused.selectedProperty().bindBidirectional(model.onlyRefusedProperty());
    thisPeer.setOnAction(
        event -> model.onlyPeerProperty().set(thisPeer.isSelected() ? chosen.get() : null));

    Label news = Parts.label("", "news");
    model
        .waitingProperty()
        .addListener(
            (property, before, count) ->
                news.setText(count.intValue() == 0 ? "" : Words.of("decisions.waiting", count)));
    HBox bar =
        new HBox(
            6,
            Parts.label(Words.of("decisions.title"), "pane-title"),
            news,
            Parts.spring(),
            follow,
            refused,
            thisPeer);
    bar.getStyleClass().add("pane-bar");
    bar.setAlignment(Pos.CENTER_LEFT);

    list.setItems(model.shown());
    BooleanBinding narrow = list.widthProperty().lessThan(NARROW);
    list.fixedCellSizeProperty().bind(Bindings.when(narrow).then(44).otherwise(26));
    list.setCellFactory(view -> new DecisionCell(narrow));
    list.setPlaceholder(nothing);
    model.shown().addListener((InvalidationListener) change -> explainNothing());
    explainNothing();
    list.getStyleClass().add("decisions");
    list.setAccessibleText(Words.of("decisions.title"));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (property, before, decision) -> {
              if (decision != null) {
                onSelect.accept(decision);
              }
            });
    list.setOnKeyPressed(
        event -> {
          Decision decision = list.getSelectionModel().getSelectedItem();
          if (COPY.match(event) && decision != null) {
            Copying.copy(decision.line());
            event.consume();
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    root.getChildren().setAll(bar, list);
    root.getStyleClass().add("pane");
    root.setMinWidth(300);
  }

  private void explainNothing() {
    if (model.shown().isEmpty()) {
      nothing.setText(Words.of(model.isEmpty() ? "decisions.none" : "decisions.no-match"));
    }
  }

  /// Takes the keys; with nothing selected, begins at the latest.
  public void focus() {
    list.requestFocus();
    if (list.getSelectionModel().isEmpty()) {
      list.getSelectionModel().selectFirst();
    }
  }

  /// Whether it has them.
  public boolean isFocused() {
    return list.isFocused();
  }

  /// The pane.
  public Parent node() {
    return root;
  }

  /// Another peer was chosen: `this peer` follows it.
  public void chose(@Nullable NodeId peer) {
    if (thisPeer.isSelected()) {
      model.onlyPeerProperty().set(peer);
    }
  }

  /// Selects a decision.
  public void select(Decision decision) {
    list.getSelectionModel().select(decision);
  }

  private static ToggleButton toggle(String key) {
    ToggleButton toggle = new ToggleButton(Words.of(key));
    toggle.getStyleClass().addAll("chip", "small");
    Parts.explain(toggle, Words.of(key + ".help"));
    return toggle;
  }
}
