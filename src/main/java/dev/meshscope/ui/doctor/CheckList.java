package dev.meshscope.ui.doctor;

import dev.meshscope.doctor.Check;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Checks one below the other, each with its sign, its name, what was found and, where that is
/// amiss, what to do. Lines are kept and rewritten. On the JavaFX thread.
public final class CheckList {
  private static final double NAME_WIDTH = 104;

  private final boolean whole;
  private final VBox root;
  private final List<Line> lines = new ArrayList<>();

  /// @param whole whether advice stands below what is amiss, not in its tooltip alone
  public CheckList(boolean whole) {
    this.whole = whole;
    root = new VBox(whole ? 11 : 8);
    root.getStyleClass().add("checks");
  }

  /// The list.
  public Node node() {
    return root;
  }

  /// Shows these and no others.
  public void show(List<Check> checks) {
    while (lines.size() < checks.size()) {
      lines.add(new Line());
    }
    if (root.getChildren().size() != checks.size()) {
      root.getChildren()
          .setAll(lines.subList(0, checks.size()).stream().map(line -> line.node).toList());
    }
    for (int i = 0; i < checks.size(); i++) {
      lines.get(i).say(checks.get(i));
    }
  }

  private final class Line {
    private static final PseudoClass WARN = PseudoClass.getPseudoClass("warn");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    private final FontIcon icon = new FontIcon(Feather.CHECK);
    private final Label name = Parts.label("", "check-name");
    private final Label fact = Parts.prose("", "check-text");
    private final Label advice = Parts.prose("", "check-advice");
    private final HBox node;
    private final Tooltip help;

    Line() {
      icon.getStyleClass().add("check-icon");
      name.setMinWidth(NAME_WIDTH);
      name.setPrefWidth(NAME_WIDTH);
      name.setMaxWidth(NAME_WIDTH);
      VBox text = new VBox(2, fact, advice);
      HBox.setHgrow(text, Priority.ALWAYS);
      text.setMinWidth(0);
      advice.managedProperty().bind(advice.visibleProperty());
      node = new HBox(10, icon, name, text);
      node.setAlignment(Pos.TOP_LEFT);
      node.setMinHeight(Region.USE_PREF_SIZE);
      node.getStyleClass().add("check");
      help = Parts.explain(node, "");
    }

    void say(Check check) {
      Check.State state = check.state();
      boolean amiss = state == Check.State.WARN || state == Check.State.BAD;
      icon.setIconCode(sign(state));
      set(name, check.name());
      set(fact, check.fact());
      set(advice, check.advice());
      advice.setVisible(whole && amiss);
      node.pseudoClassStateChanged(WARN, state == Check.State.WARN);
      node.pseudoClassStateChanged(BAD, state == Check.State.BAD);
      node.pseudoClassStateChanged(OFF, state == Check.State.OFF);
      if (!check.advice().equals(help.getText())) {
        help.setText(check.advice());
        node.setAccessibleHelp(check.advice());
      }
      node.setAccessibleText(
          Words.of(
              "doctor.line",
              Words.of("doctor.state." + state.name().toLowerCase(Locale.ROOT)),
              check.name(),
              check.fact()));
    }

    private static Ikon sign(Check.State state) {
      return switch (state) {
        case OK -> Feather.CHECK;
        case OFF -> Feather.MINUS;
        case WARN -> Feather.ALERT_CIRCLE;
        case BAD -> Feather.ALERT_TRIANGLE;
      };
    }

    private static void set(Label label, String text) {
      if (!text.equals(label.getText())) {
        label.setText(text);
      }
    }
  }
}
