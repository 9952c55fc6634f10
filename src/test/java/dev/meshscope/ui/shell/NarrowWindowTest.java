package dev.meshscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.ui.Fx;
import dev.meshscope.ui.Gallery;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.Scene;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whatever the window has to say, it fits the least width it can be given.
class NarrowWindowTest {
  private static final double LEAST = 900;

  @BeforeAll
  static void startJavaFx() {
    Fx.start();
  }

  @Test
  void noStateOfItNeedsMoreRoomThanItsLeastWidth() throws Exception {
    Map<String, Double> tooWide = new TreeMap<>();
    for (Gallery.Picture picture : Gallery.pictures()) {
      Fx.run(
          () -> {
            Scene scene = Gallery.scene(picture, Theme.LIGHT, (int) LEAST, 560);
            scene.getRoot().layout();
            double needed = scene.getRoot().minWidth(-1);
            if (needed > LEAST) {
              tooWide.put(picture.name(), needed);
            }
            scene.getWindow().hide();
          });
    }
    assertThat(tooWide).isEmpty();
  }
}
