package dev.meshscope.ui.shell;

import dev.meshscope.ui.peers.PeerFilter;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.Set;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Live or paused, and the filter box. On the JavaFX thread.
final class Toolbar {
  private static final PseudoClass PAUSED = PseudoClass.getPseudoClass("paused");
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private static final Set<KeyCode> LEAVING = Set.of(KeyCode.ESCAPE, KeyCode.ENTER, KeyCode.DOWN);

  private static final double LIVE_WIDTH = 72;
  private static final double PAUSE_WIDTH = 88;

  private final Label live = Parts.label(Words.of("live"), "live");
  private final Label waiting = Parts.label("", "held");
  private final Button pause;
  private final CustomTextField search = new CustomTextField();
  private final Label problem = Parts.label("", "problem");
  private final Button practice;
  private final HBox root;

  /// @param onLeave where the keys go when the user has done with the filter box
  Toolbar(
      Runnable onPause,
      Runnable onPractice,
      Runnable onDial,
      Runnable onLab,
      Consumer<PeerFilter> onFilter,
      Runnable onLeave) {
    live.setGraphic(Parts.shape("live-dot"));
    // Wide enough for both words: the button beside it stays under the pointer that pressed it.
    live.setMinWidth(LIVE_WIDTH);
    waiting.setMinWidth(Region.USE_PREF_SIZE);
    Parts.explain(waiting, Words.of("paused.held.help"));
    pause = Parts.button(Words.of("pause"), onPause, "small");
    pause.setGraphic(new FontIcon(Feather.PAUSE));
    pause.setMinWidth(PAUSE_WIDTH);
    Parts.explain(pause, Words.of("pause.help"));
    practice = Parts.button(Words.of("practice.start"), onPractice, "small");
    practice.setGraphic(new FontIcon(Feather.PLAY));
    practice.setMinWidth(Region.USE_PREF_SIZE);
    Parts.explain(practice, Words.of("practice.help"));
    Button dial = Parts.button(Words.of("dial"), onDial, "small");
    dial.setGraphic(new FontIcon(Feather.LINK));
    dial.setMinWidth(Region.USE_PREF_SIZE);
    Parts.explain(dial, Words.of("dial.help"));

    Button lab = Parts.button(Words.of("lab"), onLab, "small");
    lab.setGraphic(new FontIcon(Feather.ACTIVITY));
    lab.setMinWidth(Region.USE_PREF_SIZE);
    Parts.explain(lab, Words.of("lab.help"));

    search.setPromptText(Words.of("filter.prompt"));
    search.setLeft(new FontIcon(Feather.SEARCH));
    Button clear = Parts.iconButton(Feather.X, Words.of("filter.clear"), search::clear);
    clear.getStyleClass().add("small");
    clear.visibleProperty().bind(search.textProperty().isNotEmpty());
    search.setRight(clear);
    search.getStyleClass().add("search");
    search.setAccessibleText(Words.of("filter.prompt"));
    Parts.explain(search, Words.of("filter.help"));
    search
        .textProperty()
        .addListener(
            (property, before, text) -> {
              PeerFilter filter = PeerFilter.parse(text);
              String wrong = filter.problem() == null ? "" : filter.problem();
              problem.setText(wrong);
              problem.setManaged(!wrong.isEmpty());
              search.pseudoClassStateChanged(WRONG, !wrong.isEmpty());
              onFilter.accept(filter);
            });
    search.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            search.clear();
            event.consume();
          } else if (LEAVING.contains(event.getCode())) {
            onLeave.run();
            event.consume();
          }
        });
    problem.setManaged(false);
    problem.setMinWidth(Region.USE_PREF_SIZE);
    Parts.explain(problem, Words.of("filter.help"));
    HBox.setHgrow(search, Priority.ALWAYS);
    search.setMaxWidth(460);
    root = new HBox(8, live, pause, practice, dial, lab, waiting, Parts.spring(), problem, search);
    root.setAlignment(Pos.CENTER_LEFT);
    root.getStyleClass().add("toolbar");
  }

  Node node() {
    return root;
  }

  void focusSearch() {
    search.requestFocus();
    search.selectAll();
  }

  void filter(String text) {
    search.setText(text.equals(search.getText()) ? "" : text);
  }

  /// Whether a key pressed now belongs to the box.
  boolean isTyping() {
    return search.isFocused();
  }

  /// @param held how many events wait behind the pause
  void paused(boolean on, long held) {
    set(live, Words.of(on ? "paused" : "live"));
    set(waiting, on ? Words.of("paused.held", held) : "");
    live.pseudoClassStateChanged(PAUSED, on);
    if (set(pause, Words.of(on ? "resume" : "pause"))) {
      pause.setGraphic(new FontIcon(on ? Feather.PLAY : Feather.PAUSE));
    }
  }

  void practising(boolean on) {
    if (set(practice, Words.of(on ? "practice.stop" : "practice.start"))) {
      practice.setGraphic(new FontIcon(on ? Feather.SQUARE : Feather.PLAY));
    }
  }

  private static boolean set(Labeled node, String text) {
    if (text.equals(node.getText())) {
      return false;
    }
    node.setText(text);
    return true;
  }
}
