package dev.meshscope.ui;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/// What the system shows for a window of ours. On the JavaFX thread.
final class Icons {
  private Icons() {}

  private static final List<Integer> SIZES = List.of(16, 32, 48, 64, 128, 256);

  static void on(Stage stage) {
    for (int size : SIZES) {
      try (InputStream in = Icons.class.getResourceAsStream("icons/meshscope-" + size + ".png")) {
        if (in != null) {
          stage.getIcons().add(new Image(in));
        }
      } catch (IOException e) {
        // A window without this icon is still a window.
      }
    }
  }
}
