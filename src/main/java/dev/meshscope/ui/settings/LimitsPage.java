package dev.meshscope.ui.settings;

import dev.meshscope.core.link.Limits;
import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// How much is taken from others. On the JavaFX thread.
final class LimitsPage {
  private final FieldGrid<Limits.Which> fields;
  private final VBox content;

  /// @param changed is called at each change
  LimitsPage(Runnable changed) {
    fields = new FieldGrid<>(Limits.Which.class, "limits", changed);
    content =
        new VBox(
            12,
            Parts.label(Words.of("limits.title"), "section"),
            Parts.prose(Words.of("limits.text"), "hint"),
            fields.node());
  }

  Node node() {
    return content;
  }

  void fill(LimitsForm form) {
    fields.fill(form.texts());
  }

  LimitsForm form() {
    return new LimitsForm(fields.texts());
  }

  void mark() {
    fields.mark(form().problems());
  }
}
