package dev.meshscope.ui;

import dev.meshscope.ui.shell.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
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
    for (Gallery.Sheet sheet : Gallery.sheets()) {
      if (args.length > 1 && !args[1].contains(sheet.name())) {
        continue;
      }
      for (Theme theme : Theme.values()) {
        draw(sheet, theme, Path.of(args[0]));
      }
    }
    Platform.exit();
  }

  private static void draw(Gallery.Picture picture, Theme theme, int width, Path folder)
      throws InterruptedException {
    String name = picture.name() + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width;
    draw(
        () -> Gallery.scene(picture, theme, width, width == 980 ? 700 : 900),
        folder.resolve(name + ".png"));
  }

  private static void draw(Gallery.Sheet sheet, Theme theme, Path folder)
      throws InterruptedException {
    String name = sheet.name() + "-" + theme.name().toLowerCase(Locale.ROOT);
    draw(
        () -> {
          Scene below = Gallery.scene(Gallery.pictures().getFirst(), theme, 980, 700);
          return sheet.open().apply(below.getWindow());
        },
        folder.resolve(name + ".png"));
  }

  private static void draw(Supplier<Scene> made, Path file) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Platform.runLater(
        () -> {
          Scene scene = made.get();
          PauseTransition wait = new PauseTransition(Duration.millis(500));
          wait.setOnFinished(
              event -> {
                try {
                  Picture.write(scene.snapshot(null), file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                scene.getWindow().hide();
                done.countDown();
              });
          wait.play();
        });
    done.await();
  }
}
