package dev.meshscope.ui.settings;

import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.EnumMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Fields below each other, each with its name and a note that says what it means or what is wrong
/// with it. On the JavaFX thread.
///
/// @param <K> what is asked for
final class FieldGrid<K extends Enum<K>> {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  /// Two lines of a note, so that nothing moves when it changes.
  private static final double NOTE = 32;

  private static final double WIDTH = 96;

  private final Class<K> type;
  private final String prefix;
  private final Map<K, TextField> fields;
  private final Map<K, Label> notes;
  private final GridPane grid = new GridPane(12, 8);

  /// @param prefix of the keys of names and notes: `settings` has `settings.field.…` and
  ///   `settings.help.…`
  /// @param typed is called at each change
  FieldGrid(Class<K> type, String prefix, Runnable typed) {
    this.type = type;
    this.prefix = prefix;
    fields = new EnumMap<>(type);
    notes = new EnumMap<>(type);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints words = new ColumnConstraints();
    words.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(names, new ColumnConstraints(WIDTH), words);
    int row = 0;
    for (K key : type.getEnumConstants()) {
      TextField text = new TextField();
      text.setId(Words.key(key));
      text.textProperty().addListener((property, before, now) -> typed.run());
      text.setAccessibleText(Words.word(key, prefix + ".field"));
      text.setAccessibleHelp(Words.word(key, prefix + ".help"));
      Label note = Parts.prose("", "note");
      note.setMinHeight(NOTE);
      note.setPrefHeight(NOTE);
      fields.put(key, text);
      notes.put(key, note);
      grid.addRow(row++, Parts.label(Words.word(key, prefix + ".field")), text, note);
    }
  }

  Node node() {
    return grid;
  }

  /// What stands in each field.
  Map<K, String> texts() {
    Map<K, String> texts = new EnumMap<>(type);
    fields.forEach((key, text) -> texts.put(key, text.getText()));
    return texts;
  }

  void fill(Map<K, String> texts) {
    fields.forEach((key, text) -> text.setText(texts.getOrDefault(key, "")));
  }

  /// Marks what is wrong and says why.
  void mark(Map<K, String> problems) {
    notes.forEach(
        (key, note) -> {
          String problem = problems.get(key);
          note.setText(problem == null ? Words.word(key, prefix + ".help") : problem);
          note.pseudoClassStateChanged(WRONG, problem != null);
        });
    fields.forEach((key, text) -> text.pseudoClassStateChanged(WRONG, problems.containsKey(key)));
  }
}
