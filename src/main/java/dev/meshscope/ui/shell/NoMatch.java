package dev.meshscope.ui.shell;

import dev.meshscope.ui.text.Parts;
import dev.meshscope.ui.text.Words;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What stands in the place of the peers when the filter lets none of them pass. On the JavaFX
/// thread.
final class NoMatch {
  private final Label hidden = Parts.label("", "hint");
  private final VBox root;

  NoMatch(Runnable clear) {
    root =
        new VBox(
            10,
            Parts.label(Words.of("nomatch.title"), "first-title"),
            hidden,
            Parts.button(Words.of("filter.clear"), clear));
    root.setAlignment(Pos.CENTER);
  }

  Node node() {
    return root;
  }

  /// @param rows how many the filter holds back
  void show(int rows) {
    String text = Words.of(rows == 1 ? "nomatch.one" : "nomatch.some", rows);
    if (!text.equals(hidden.getText())) {
      hidden.setText(text);
    }
  }
}
