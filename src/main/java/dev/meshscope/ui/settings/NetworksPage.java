package dev.meshscope.ui.settings;

import dev.meshscope.ui.settings.NetworksForm.Field;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.HorizontalDirection;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// LAN and relay. On the JavaFX thread.
final class NetworksPage {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass CARE = PseudoClass.getPseudoClass("care");

  private final Switch lan = new Switch(Words.of("settings.lan"));
  private final TextField relay = new TextField();
  private final PasswordField token = new PasswordField();
  private final CheckBox relayOnly = new CheckBox(Words.of("settings.relay-only"));
  private final Label lanNote = Parts.prose("", "note");
  private final Label relayNote = Parts.prose("", "note");
  private final Label tokenNote = Parts.prose("", "note");
  private final Label relayOnlyNote = Parts.prose("", "note");
  private final Label outcome = Parts.prose("", "outcome-note");
  private final VBox content;

  /// @param changed is called at each change
  NetworksPage(Runnable changed) {
    lan.setId("lan");
    relay.setId("relay");
    token.setId("relay-token");
    relayOnly.setId("relay-only");
    outcome.setId("networks-outcome");
    relay.setPromptText(Words.of("settings.relay.prompt"));
    token.setPromptText(Words.of("settings.relay-token.prompt"));
    relay.setAccessibleText(Words.of("settings.relay"));
    token.setAccessibleText(Words.of("settings.relay-token"));
    lan.selectedProperty().addListener((property, before, on) -> changed.run());
    relayOnly.selectedProperty().addListener((property, before, on) -> changed.run());
    relay.textProperty().addListener((property, before, typed) -> changed.run());
    token.textProperty().addListener((property, before, typed) -> changed.run());
    lan.setLabelPosition(HorizontalDirection.RIGHT);
    outcome.setManaged(false);
    outcome.setVisible(false);
    outcome.setMaxWidth(Double.MAX_VALUE);
    content =
        new VBox(
            12,
            outcome,
            Parts.label(Words.of("settings.lan.title"), "section"),
            new VBox(4, lan, lanNote),
            Parts.label(Words.of("settings.relay.title"), "section"),
            Parts.prose(Words.of("settings.relay.text"), "hint"),
            grid(),
            new VBox(4, relayOnly, relayOnlyNote));
    lanNote.getStyleClass().add("switch-note");
    relayOnlyNote.getStyleClass().add("check-note");
  }

  private Node grid() {
    GridPane grid = new GridPane(12, 4);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(names, wide);
    grid.addRow(0, Parts.label(Words.of("settings.relay")), relay);
    grid.add(relayNote, 1, 1);
    GridPane.setMargin(relayNote, new Insets(0, 0, 6, 0));
    grid.addRow(2, Parts.label(Words.of("settings.relay-token")), token);
    grid.add(tokenNote, 1, 3);
    return grid;
  }

  Node node() {
    return content;
  }

  void fill(NetworksForm form) {
    lan.setSelected(form.lan());
    relay.setText(form.relay());
    token.setText(form.token());
    relayOnly.setSelected(form.relayOnly());
  }

  NetworksForm form() {
    return new NetworksForm(
        lan.isSelected(), relay.getText(), token.getText(), relayOnly.isSelected());
  }

  void mark() {
    NetworksForm form = form();
    Map<Field, String> problems = form.problems();
    note(lanNote, null, Words.of(form.relayOnly() ? "settings.lan.rests" : "settings.lan.help"));
    note(
        relayNote,
        problems.get(Field.RELAY),
        Words.of(form.readable() ? "settings.relay.readable" : "settings.relay.help"));
    relayNote.pseudoClassStateChanged(CARE, form.readable());
    note(tokenNote, problems.get(Field.TOKEN), Words.of("settings.relay-token.help"));
    note(relayOnlyNote, problems.get(Field.RELAY_ONLY), Words.of("settings.relay-only.help"));
    relay.pseudoClassStateChanged(WRONG, problems.containsKey(Field.RELAY));
    token.pseudoClassStateChanged(WRONG, problems.containsKey(Field.TOKEN));
    token.setDisable(form.relay().isBlank());
  }

  private static void note(Label note, @Nullable String problem, String help) {
    note.setText(problem == null ? help : problem);
    note.pseudoClassStateChanged(WRONG, problem != null);
  }

  /// Says what became of joining; empty: nothing.
  void say(String text, boolean wrong) {
    outcome.setText(text);
    outcome.setManaged(!text.isEmpty());
    outcome.setVisible(!text.isEmpty());
    outcome.pseudoClassStateChanged(WRONG, wrong);
  }
}
