package dev.meshscope.ui.shell;

import java.util.Map;
import java.util.function.BooleanSupplier;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// The keys of the main window. On the JavaFX thread.
///
/// @param keys what each combination does
/// @param pause what Space does
/// @param typing whether a key belongs to a text field
record Shortcuts(Map<KeyCombination, Runnable> keys, Runnable pause, BooleanSupplier typing) {

  /// The key that goes with Ctrl, or with Command on a Mac.
  static KeyCombination shortcut(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
  }

  /// A key was pressed somewhere in the window.
  void pressed(KeyEvent event) {
    boolean onButton = event.getTarget() instanceof ButtonBase;
    for (Map.Entry<KeyCombination, Runnable> key : keys.entrySet()) {
      if (key.getKey().match(event)) {
        key.getValue().run();
        event.consume();
        return;
      }
    }
    if (event.getCode() == KeyCode.SPACE && !typing.getAsBoolean() && !onButton) {
      pause.run();
      event.consume();
    }
  }
}
