package dev.meshscope.ui;

import dev.meshscope.ui.shell.Theme;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.util.Duration;

/// Draws the gallery into a folder: `GalleryShots FOLDER [NAME]`.
public final class GalleryShots {
  private GalleryShots() {}

  /// Draws.
  public static void main(String[] args) throws InterruptedException {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    CountDownLatch started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    Platform.setImplicitExit(false);
    for (Gallery.Picture picture : Gallery.pictures()) {
      if (args.length > 1 && !args[1].contains(picture.name())) {
        continue;
      }
      for (Theme theme : Theme.values()) {
        for (int width : new int[] {980, 1440}) {
          if (args.length > 2 && !args[2].contains(theme.name().toLowerCase(Locale.ROOT) + width)) {
            continue;
          }
          draw(picture, theme, width, Path.of(args[0]));
        }
      }
    }
    Platform.exit();
  }

  private static void draw(Gallery.Picture picture, Theme theme, int width, Path folder)
      throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Platform.runLater(
        () -> {
          Scene scene = Gallery.scene(picture, theme, width, width == 980 ? 700 : 900);
          PauseTransition wait = new PauseTransition(Duration.millis(500));
          wait.setOnFinished(
              event -> {
                String name =
                    picture.name() + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width;
                try {
                  Picture.write(scene.snapshot(null), folder.resolve(name + ".png"));
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
                scene.getWindow().hide();
                done.countDown();
              });
          wait.play();
        });
    done.await();
  }
}
