package dev.meshscope.ui.settings;

import dev.meshscope.core.judge.Rule;
import dev.meshscope.ui.settings.SettingsForm.Field;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/// Which rule, the timings, and who is sent to. On the JavaFX thread.
final class RulePage {
  private final Map<Rule, RadioButton> rules = new EnumMap<>(Rule.class);
  private final FieldGrid<Field> fields;
  private final CheckBox provenOnly = new CheckBox(Words.of("settings.proven-only"));
  private final VBox content = new VBox(12);

  /// @param changed is called at each change
  RulePage(Runnable changed) {
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
    group.selectedToggleProperty().addListener((property, before, choice) -> changed.run());
    fields = new FieldGrid<>(Field.class, "settings", changed);
    content
        .getChildren()
        .addAll(
            Parts.label(Words.of("settings.timings"), "section"),
            fields.node(),
            Parts.label(Words.of("settings.sending"), "section"),
            new VBox(
                1, provenOnly, Parts.prose(Words.of("settings.proven-only.help"), "rule-help")));
    provenOnly.setId("proven-only");
    provenOnly.selectedProperty().addListener((property, before, on) -> changed.run());
  }

  Node node() {
    return content;
  }

  void fill(SettingsForm form) {
    RadioButton choice = rules.get(form.rule());
    if (choice != null) {
      choice.setSelected(true);
    }
    fields.fill(form.texts());
    provenOnly.setSelected(form.provenOnly());
  }

  /// @param limits what the other page says of them
  SettingsForm form(LimitsForm limits) {
    Rule rule = Rule.PROBE;
    for (Map.Entry<Rule, RadioButton> choice : rules.entrySet()) {
      rule = choice.getValue().isSelected() ? choice.getKey() : rule;
    }
    return new SettingsForm(rule, fields.texts(), limits, provenOnly.isSelected());
  }

  void mark(Map<Field, String> problems) {
    fields.mark(problems);
  }
}
