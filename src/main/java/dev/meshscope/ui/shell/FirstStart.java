package dev.meshscope.ui.shell;

import dev.meshscope.core.table.PeerTable;
import dev.meshscope.ui.feed.MeshFeed;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What is shown while nobody is there: a checklist with live facts, and what to do. On the JavaFX
/// thread.
final class FirstStart {
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private final MeshFeed feed;
  private final Path stateDir;
  private final Path registryDir;
  private final Line identity = new Line("first.identity");
  private final Line port = new Line("first.port");
  private final Line registry = new Line("first.registry");
  private final Line looking = new Line("first.looking");
  private final Button practice;
  private final StackPane root;

  FirstStart(
      MeshFeed feed,
      Path stateDir,
      Path registryDir,
      Runnable startPractice,
      Runnable dial,
      Runnable seeZombie) {
    this.feed = feed;
    this.stateDir = stateDir;
    this.registryDir = registryDir;
    practice = Parts.button(Words.of("first.practice"), startPractice, "accent");
    practice.setGraphic(new FontIcon(Feather.PLAY));
    practice.setDefaultButton(true);
    Button address = Parts.button(Words.of("first.dial"), dial);
    address.setGraphic(new FontIcon(Feather.LINK));
    Button zombie = Parts.button(Words.of("lab.zombie"), seeZombie);
    zombie.setGraphic(new FontIcon(Feather.EYE));
    Parts.explain(zombie, Words.of("lab.zombie.help"));
    HBox buttons = new HBox(8, practice, address, zombie);
    VBox list =
        new VBox(
            10,
            Parts.label(Words.of("first.title"), "first-title"),
            Parts.prose(Words.of("first.text"), "hint"));
    for (Line line : List.of(identity, port, registry, looking)) {
      list.getChildren().add(line.node);
    }
    VBox.setMargin(buttons, new Insets(8, 0, 0, 0));
    list.getChildren().add(buttons);
    list.getStyleClass().add("first-start");
    list.setPrefWidth(640);
    list.setMaxWidth(640);
    list.setMaxHeight(Region.USE_PREF_SIZE);
    root = new StackPane(list);
    root.setAlignment(Pos.CENTER);
  }

  Node node() {
    return root;
  }

  /// Reads the facts anew.
  void refresh(PeerTable table, int registered, boolean practising) {
    identity.say(true, Words.of("first.identity.text", feed.self().nodeId(), stateDir));
    port.say(true, Words.of("first.port.text", feed.listening()));
    boolean readable = Files.isReadable(registryDir) && Files.isWritable(registryDir);
    registry.say(
        readable, Words.of(readable ? "first.registry.text" : "first.registry.bad", registryDir));
    looking.say(
        true,
        Words.of("first.looking.text", registered, table.targets().size(), table.self().group()));
    practice.setDisable(practising);
    practice.setText(Words.of(practising ? "first.practising" : "first.practice"));
  }

  /// One line of the checklist.
  private static final class Line {
    private final FontIcon icon = new FontIcon(Feather.CHECK);
    private final Label text = Parts.prose("", "check-text");
    private final HBox node;

    Line(String key) {
      Label name = Parts.label(Words.of(key), "check-name");
      name.setMinWidth(128);
      icon.getStyleClass().add("check-icon");
      node = new HBox(10, icon, name, text);
      node.setAlignment(Pos.TOP_LEFT);
      node.getStyleClass().add("check");
      Parts.explain(node, Words.of(key + ".why"));
    }

    void say(boolean good, String words) {
      if (!words.equals(text.getText())) {
        text.setText(words);
      }
      icon.setIconCode(good ? Feather.CHECK : Feather.ALERT_TRIANGLE);
      node.pseudoClassStateChanged(BAD, !good);
    }
  }
}
