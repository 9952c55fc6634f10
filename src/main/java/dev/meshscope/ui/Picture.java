package dev.meshscope.ui;

import dev.meshscope.ui.text.Words;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// Writes a scene's picture to a file. Any thread.
final class Picture {
  private Picture() {}

  static void write(WritableImage image, Path file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    PixelReader pixels = image.getPixelReader();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        copy.setRGB(x, y, pixels.getArgb(x, y));
      }
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    // Not by its name: where that cannot be opened Java prints a stack trace of its own.
    try (OutputStream out = Files.newOutputStream(file)) {
      if (!ImageIO.write(copy, "png", out)) {
        throw new IOException(Words.of("picture.no-png"));
      }
    }
  }
}
