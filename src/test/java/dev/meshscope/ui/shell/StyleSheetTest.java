package dev.meshscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.ui.Fx;
import dev.meshscope.ui.Gallery;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.Scene;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No rule of the style sheets fails, in either theme, in any state of the window.
class StyleSheetTest {
  @BeforeAll
  static void startJavaFx() {
    Fx.start();
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void nothingIsWarnedOf(Theme theme) throws Exception {
    List<String> warnings = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            warnings.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger css = Logger.getLogger("javafx.css");
    css.addHandler(handler);
    try {
      for (Gallery.Picture picture : Gallery.pictures()) {
        Fx.run(
            () -> {
              Scene scene = Gallery.scene(picture, theme, 980, 700);
              scene.snapshot(null);
              scene.getWindow().hide();
            });
      }
    } finally {
      css.removeHandler(handler);
    }
    assertThat(warnings).isEmpty();
  }
}
