package dev.meshscope.ui.why;

import dev.meshscope.ui.text.Copying;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
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

/// The why card. On the JavaFX thread.
public final class WhyView {
  private final VBox content = new VBox(10);
  private final ScrollPane root = new ScrollPane(content);
  private @Nullable WhyCard card;

  public WhyView() {
    content.getStyleClass().add("card");
    root.setFitToWidth(true);
    root.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    root.setFocusTraversable(true);
    root.getStyleClass().add("card-scroll");
    show(null, Words.of("why.none"));
  }

  /// The pane.
  public Parent node() {
    return root;
  }

  /// Shows this card.
  ///
  /// @param otherwise what stands there if it is null
  public void show(@Nullable WhyCard latest, String otherwise) {
    if (latest != null && latest.equals(card)) {
      return;
    }
    card = latest;
    if (latest == null) {
      content.getChildren().setAll(Parts.prose(otherwise, "hint"));
      return;
    }
    content
        .getChildren()
        .setAll(
            head(latest),
            way(latest),
            PathView.of(latest),
            section("why.evidence"),
            evidence(latest),
            Parts.label(latest.others(), "section"),
            others(latest));
  }

  private static Node head(WhyCard card) {
    Label decision = Parts.label(card.mark(), "badge", style("badge", card));
    decision.setMinWidth(Region.USE_PREF_SIZE);
    Button copy = Parts.button(Words.of("copy"), () -> Copying.copy(card.text()), "small");
    copy.setMinWidth(Region.USE_PREF_SIZE);
    HBox line =
        new HBox(8, decision, Parts.label(card.title(), "card-title"), Parts.spring(), copy);
    line.setAlignment(Pos.CENTER_LEFT);
    return new VBox(4, line, Parts.prose(card.outcome(), "outcome"));
  }

  /// What was done and what would be done look different.
  static String style(String what, WhyCard card) {
    return what + (card.hypothetical() ? "-if-" : "-") + Words.key(card.decision());
  }

  private static Label section(String key) {
    return Parts.label(Words.of(key), "section");
  }

  private static Label way(WhyCard card) {
    Label label = Parts.label(Words.of("why.path", card.rule()), "section");
    Parts.explain(label, Words.of("why.path.help"));
    return label;
  }

  private static Node evidence(WhyCard card) {
    GridPane grid = new GridPane(12, 3);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(96);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    values.setFillWidth(true);
    grid.getColumnConstraints().addAll(names, values);
    int row = 0;
    for (WhyCard.Fact fact : card.evidence()) {
      Label name = Parts.label(fact.name(), "fact-name");
      Parts.explain(name, fact.help());
      GridPane.setValignment(name, VPos.TOP);
      grid.addRow(row++, name, Parts.prose(fact.value(), "fact-value"));
    }
    return grid;
  }

  private static Node others(WhyCard card) {
    VBox lines = new VBox(8);
    for (WhyCard.Otherwise other : card.alternatives()) {
      Label rule = Parts.label(other.rule(), "other-rule");
      Parts.explain(rule, other.help());
      Label same = Parts.label(Words.of(other.same() ? "why.same" : "why.differs"), "other-same");
      same.setMinWidth(Region.USE_PREF_SIZE);
      HBox head = new HBox(8, rule, Parts.spring(), same);
      head.setAlignment(Pos.CENTER_LEFT);
      VBox block = new VBox(1, head, Parts.prose(other.sentence(), "other-sentence"));
      block.getStyleClass().add("other");
      if (!other.same()) {
        block.getStyleClass().add("differs");
      }
      lines.getChildren().add(block);
    }
    return lines;
  }
}
