package dev.meshscope.ui.text;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// Puts text on the clipboard. On the JavaFX thread.
public final class Copying {
  private Copying() {}

  /// Replaces what is on the clipboard.
  public static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
