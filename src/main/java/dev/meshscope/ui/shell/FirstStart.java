package dev.meshscope.ui.shell;

import dev.meshscope.doctor.Check;
import dev.meshscope.doctor.Checkup;
import dev.meshscope.ui.doctor.CheckList;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.EnumSet;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What is shown while nobody is there: what the doctor found, as far as it concerns a first start,
/// and what to do. On the JavaFX thread.
final class FirstStart {
  /// The rest of the doctor's list is shown by the doctor, unless it is wrong.
  private static final Set<Check.Topic> TOLD =
      EnumSet.of(
          Check.Topic.IDENTITY,
          Check.Topic.LISTENING,
          Check.Topic.REGISTRY,
          Check.Topic.LAN,
          Check.Topic.ECHO,
          Check.Topic.NEIGHBOURS,
          Check.Topic.RELAY);

  private static final double WIDTH = 780;

  private final CheckList checks = new CheckList(false);
  private final Button practice;
  private final ScrollPane root;

  FirstStart(MainWindow.Actions actions) {
    practice = button("first.practice", Feather.PLAY, actions::practice);
    practice.getStyleClass().add("accent");
    practice.setDefaultButton(true);
    Button zombie = button("lab.zombie", Feather.EYE, actions::zombie);
    Parts.explain(zombie, Words.of("lab.zombie.help"));
    Button doctor = button("first.doctor", Feather.ACTIVITY, actions::doctor);
    Parts.explain(doctor, Words.of("doctor.help"));
    FlowPane buttons =
        new FlowPane(
            8, 8, practice, button("first.dial", Feather.LINK, actions::dial), zombie, doctor);
    Label hint = Parts.prose(Words.of("first.text"), "hint");
    Label title = Parts.label(Words.of("first.title"), "first-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    HBox head = new HBox(14, title, hint);
    head.setAlignment(Pos.BASELINE_LEFT);
    // What can be done stands above what may grow.
    VBox list = new VBox(12, head, buttons, checks.node());
    list.getStyleClass().add("first-start");
    list.setMaxWidth(WIDTH);
    list.setMaxHeight(Region.USE_PREF_SIZE);
    StackPane middle = new StackPane(list);
    middle.setAlignment(Pos.CENTER);
    root = new ScrollPane(middle);
    root.setFitToWidth(true);
    root.setFitToHeight(true);
    root.getStyleClass().add("first-start-pane");
  }

  private static Button button(String key, Ikon icon, Runnable action) {
    Button button = Parts.button(Words.of(key), action);
    button.setGraphic(new FontIcon(icon));
    return button;
  }

  Node node() {
    return root;
  }

  /// Shows what was found.
  void refresh(Checkup checkup, boolean practising) {
    checks.show(
        checkup.checks().stream()
            .filter(check -> TOLD.contains(check.topic()) || check.state() == Check.State.BAD)
            .toList());
    practice.setDisable(practising);
    practice.setText(Words.of(practising ? "first.practising" : "first.practice"));
  }
}
