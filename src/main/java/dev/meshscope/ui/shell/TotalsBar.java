package dev.meshscope.ui.shell;

import dev.meshscope.core.standing.Condition;
import dev.meshscope.text.Spans;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.peers.Totals;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedBar;

/// How many peers are in which state: as a bar in true proportion, and as words with shapes that
/// filter when pressed. On the JavaFX thread.
final class TotalsBar {
  private final Label peers = Parts.label("", "totals-peers");
  private final SegmentedBar<SegmentedBar.Segment> bar = new SegmentedBar<>();
  private final HBox words = new HBox(2);
  private final HBox root = new HBox(12, peers, bar, words);
  private final Map<Condition, Integer> shown = new EnumMap<>(Condition.class);
  private final Map<Condition, Button> buttons = new EnumMap<>(Condition.class);
  private final Consumer<String> filter;

  TotalsBar(Consumer<String> filter) {
    this.filter = filter;
    root.setAlignment(Pos.CENTER_LEFT);
    root.getStyleClass().add("totals");
    peers.setMinWidth(Region.USE_PREF_SIZE);
    bar.getStyleClass().add("proportions");
    bar.setSegmentViewFactory(
        segment -> {
          Region region = new Region();
          region.getStyleClass().addAll("segment", segment.getText());
          return region;
        });
    bar.setOrientation(Orientation.HORIZONTAL);
    bar.setPrefWidth(180);
    bar.setMinWidth(80);
    bar.setMaxHeight(8);
    bar.setMouseTransparent(true);
    HBox.setHgrow(bar, Priority.SOMETIMES);
    words.setAlignment(Pos.CENTER_LEFT);
    show(Totals.NONE);
  }

  Region node() {
    return root;
  }

  void show(Totals totals) {
    set(peers, Words.of(totals.peers() == 1 ? "totals.peer" : "totals.peers", totals.peers()));
    bar.setVisible(totals.peers() > 0);
    if (shown.equals(totals.counts())) {
      return;
    }
    boolean sameStates = shown.keySet().equals(totals.counts().keySet());
    shown.clear();
    shown.putAll(totals.counts());
    bar.getSegments()
        .setAll(
            shown.entrySet().stream()
                .map(entry -> new SegmentedBar.Segment(entry.getValue(), style(entry.getKey())))
                .toList());
    shown.forEach(
        (state, count) -> set(word(state), Telling.word(state) + " " + Spans.count(count)));
    if (!sameStates) {
      words.getChildren().setAll(shown.keySet().stream().map(this::word).toList());
    }
  }

  private static String style(Condition state) {
    return "state-" + state.id();
  }

  private static void set(Labeled node, String text) {
    if (!text.equals(node.getText())) {
      node.setText(text);
    }
  }

  private Button word(Condition state) {
    return buttons.computeIfAbsent(state, this::makeWord);
  }

  private Button makeWord(Condition state) {
    Button word = new Button("", Parts.shape(style(state)));
    word.getStyleClass().addAll("total", "flat", "small");
    word.setMinWidth(Region.USE_PREF_SIZE);
    word.setOnAction(event -> filter.accept("state:" + Telling.word(state).replace(' ', '-')));
    Parts.explain(word, Telling.meaning(state));
    return word;
  }
}
