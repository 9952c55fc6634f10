package dev.meshscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.ui.Fx;
import dev.meshscope.ui.Gallery;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(ints = {980, 1319, 1320, 1360, 1440})
  void besideTheInspectorOrAboveItTheTableHasRoomForAllItsColumns(int width) throws Exception {
    Fx.run(
        () -> {
          Scene scene = Gallery.scene(Gallery.pictures().getFirst(), Theme.LIGHT, width, 820);
          Region table = (Region) scene.lookup(".peers");
          assertThat(table.getWidth()).isGreaterThanOrEqualTo(980);
          scene.getWindow().hide();
        });
  }
}
