package dev.meshscope;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The composition root.
public final class Main {
  private Main() {}

  /// Starts the program.
  public static void main(String[] args) {
    System.out.println("meshscope " + version());
  }

  /// The version that Maven wrote into the program when it was built.
  static String version() {
    try (InputStream in = Main.class.getResourceAsStream("build.properties")) {
      if (in == null) {
        return "unknown";
      }
      var build = new Properties();
      build.load(in);
      return build.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
