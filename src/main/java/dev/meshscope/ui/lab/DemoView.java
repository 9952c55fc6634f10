package dev.meshscope.ui.lab;

import dev.meshscope.lab.scenario.Lane;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// The zombie demonstration: a column per rule, each with a running sentence, and what it means. On
/// the JavaFX thread.
final class DemoView {
  private final GridPane columns = new GridPane(12, 0);
  private final Label meaning = Parts.prose("", "lab-meaning");
  private final VBox root = new VBox(10, columns, meaning);
  private final List<Label> sentences = new ArrayList<>();
  private List<Lane> lanes = List.of();

  DemoView() {
    meaning.setId("lab-meaning");
    meaning.setMaxWidth(Double.MAX_VALUE);
  }

  Node node() {
    return root;
  }

  void show(LabModel model) {
    boolean demo =
        model.plan().filter(plan -> plan.scenario().name().equals(DemoStory.SCENARIO)).isPresent();
    root.setManaged(demo);
    root.setVisible(demo);
    if (!demo) {
      return;
    }
    List<Lane> present = model.plan().orElseThrow().lanes();
    if (!present.equals(lanes)) {
      lanes = present;
      sentences.clear();
      columns.getChildren().clear();
      columns.getColumnConstraints().clear();
      for (int i = 0; i < lanes.size(); i++) {
        // Shares of the width, so that sentences know how high they are once they are wrapped.
        ColumnConstraints share = new ColumnConstraints();
        share.setPercentWidth(100.0 / lanes.size());
        columns.getColumnConstraints().add(share);
        columns.add(column(lanes.get(i)), i, 0);
      }
    }
    for (int i = 0; i < lanes.size(); i++) {
      String sentence = DemoStory.of(model, lanes.get(i));
      if (!sentence.equals(sentences.get(i).getText())) {
        sentences.get(i).setText(sentence);
      }
    }
    String means = DemoStory.meaning(model);
    meaning.setText(means);
    meaning.setManaged(!means.isEmpty());
    meaning.setVisible(!means.isEmpty());
  }

  private Node column(Lane lane) {
    Label sentence = Parts.prose("", "lab-sentence");
    sentence.setId("lab-demo-" + lane.policy().id());
    sentences.add(sentence);
    VBox column =
        new VBox(
            6,
            Parts.label(lane.policy().id(), "first-title"),
            Parts.prose(Words.word(lane.policy(), "lab.demo.rule"), "hint"),
            sentence);
    column.getStyleClass().add("lab-column");
    column.setMaxWidth(Double.MAX_VALUE);
    return column;
  }
}
