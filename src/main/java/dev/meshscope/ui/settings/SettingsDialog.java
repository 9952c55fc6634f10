package dev.meshscope.ui.settings;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.link.Settings;
import dev.meshscope.ui.settings.SettingsForm.Field;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// The settings dialog: what is wrong is said beside the field, as it is typed. On the JavaFX
/// thread.
public final class SettingsDialog {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  /// Two lines of a note, so that nothing moves when it changes.
  private static final double NOTE = 32;

  private final Map<Rule, RadioButton> rules = new EnumMap<>(Rule.class);
  private final Map<Field, TextField> fields = new EnumMap<>(Field.class);
  private final Map<Field, Label> notes = new EnumMap<>(Field.class);
  private final Dialog<Settings> dialog = new Dialog<>();
  private final ButtonType apply =
      new ButtonType(Words.of("settings.apply"), ButtonBar.ButtonData.OK_DONE);
  private final ButtonType reset =
      new ButtonType(Words.of("settings.reset"), ButtonBar.ButtonData.LEFT);

  /// @param owner the window it belongs to
  /// @param present what holds now
  public SettingsDialog(Window owner, Settings present) {
    Parts.dress(dialog, owner);
    dialog.setTitle(Words.of("settings.title"));
    dialog.setResizable(true);
    dialog.getDialogPane().getButtonTypes().setAll(reset, ButtonType.CANCEL, apply);
    dialog.getDialogPane().setContent(content());
    dialog.getDialogPane().getStyleClass().add("settings");
    dialog
        .getDialogPane()
        .lookupButton(reset)
        .addEventFilter(
            ActionEvent.ACTION,
            event -> {
              fill(SettingsForm.of(Settings.DEFAULT));
              event.consume();
            });
    dialog.setResultConverter(button -> button == apply ? form().settings().orElse(null) : null);
    fill(SettingsForm.of(present));
  }

  /// Waits for the user.
  ///
  /// @return the new settings; empty if none are wanted
  public Optional<Settings> ask() {
    return dialog.showAndWait();
  }

  private Node content() {
    VBox content = new VBox(12);
    content.setPrefWidth(600);
    content.getChildren().add(Parts.label(Words.of("settings.rule"), "section"));
    ToggleGroup group = new ToggleGroup();
    for (Rule rule : Rule.values()) {
      RadioButton choice = new RadioButton(rule.id());
      choice.setToggleGroup(group);
      choice.setId(rule.id());
      choice.getStyleClass().add("rule-choice");
      rules.put(rule, choice);
      content
          .getChildren()
          .add(new VBox(1, choice, Parts.prose(Words.word(rule, "rule"), "rule-help")));
    }
    group.selectedToggleProperty().addListener((property, before, choice) -> check());
    content.getChildren().add(Parts.label(Words.of("settings.timings"), "section"));
    GridPane grid = new GridPane(12, 8);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints spans = new ColumnConstraints(96);
    ColumnConstraints words = new ColumnConstraints();
    words.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(names, spans, words);
    int row = 0;
    for (Field field : Field.values()) {
      TextField text = new TextField();
      text.setId(Words.key(field));
      text.textProperty().addListener((property, before, typed) -> check());
      text.setAccessibleText(Words.word(field, "settings.field"));
      text.setAccessibleHelp(Words.word(field, "settings.help"));
      Label note = Parts.prose("", "note");
      note.setMinHeight(NOTE);
      note.setPrefHeight(NOTE);
      fields.put(field, text);
      notes.put(field, note);
      grid.addRow(row++, Parts.label(Words.word(field, "settings.field")), text, note);
    }
    content.getChildren().addAll(grid, Parts.prose(Words.of("settings.note"), "hint"));
    return content;
  }

  private void fill(SettingsForm form) {
    RadioButton choice = rules.get(form.rule());
    if (choice != null) {
      choice.setSelected(true);
    }
    fields.forEach((field, text) -> text.setText(form.texts().getOrDefault(field, "")));
    check();
  }

  private SettingsForm form() {
    Rule rule = Rule.PROBE;
    for (Map.Entry<Rule, RadioButton> choice : rules.entrySet()) {
      rule = choice.getValue().isSelected() ? choice.getKey() : rule;
    }
    Map<Field, String> texts = new EnumMap<>(Field.class);
    fields.forEach((field, text) -> texts.put(field, text.getText()));
    return new SettingsForm(rule, texts);
  }

  private void check() {
    Map<Field, String> wrong = form().problems();
    notes.forEach(
        (field, note) -> {
          String problem = wrong.get(field);
          note.setText(problem == null ? Words.word(field, "settings.help") : problem);
          note.pseudoClassStateChanged(WRONG, problem != null);
        });
    fields.forEach((field, text) -> text.pseudoClassStateChanged(WRONG, wrong.containsKey(field)));
    if (dialog.getDialogPane().lookupButton(apply) instanceof Button button) {
      button.setDisable(!wrong.isEmpty());
    }
  }
}
