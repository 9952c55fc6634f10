package dev.meshscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.link.Settings;
import dev.meshscope.ui.Gallery;
import dev.meshscope.ui.shell.Theme;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SettingsDialogTest {
  @BeforeAll
  static void startJavaFx() {
    try {
      Platform.startup(() -> {});
    } catch (IllegalStateException e) {
      // Another test has started it.
    }
    Platform.setImplicitExit(false);
  }

  @Test
  void theDialogCanBeMadeOverAWindow() throws Exception {
    CompletableFuture<Boolean> made = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            Scene scene = Gallery.scene(Gallery.pictures().getFirst(), Theme.LIGHT, 980, 700);
            made.complete(new SettingsDialog(scene.getWindow(), Settings.DEFAULT) != null);
            scene.getWindow().hide();
          } catch (RuntimeException e) {
            made.completeExceptionally(e);
          }
        });
    assertThat(made.get(30, TimeUnit.SECONDS)).isTrue();
  }
}
