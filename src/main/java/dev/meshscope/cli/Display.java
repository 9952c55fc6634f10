package dev.meshscope.cli;

import dev.meshscope.cli.words.CliWords;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/// Whether a window can be opened. On the thread that started the program.
final class Display {
  private static final String IN_MEMORY = "Headless";

  private Display() {}

  /// Makes ready to draw. What the graphics libraries print while they fail is not for the user:
  /// the exception says it in one sentence.
  ///
  /// @throws Desktop.NoDisplay if nothing can be drawn
  static void open(Desktop desktop, boolean inMemory) throws Desktop.NoDisplay {
    if (!inMemory) {
      Optional<String> missing =
          missing(
              System.getProperty("os.name", ""),
              System.getProperty("glass.platform", ""),
              System.getenv());
      if (missing.isPresent()) {
        throw new Desktop.NoDisplay(missing.get(), null);
      }
    }
    // Log handlers take hold of standard error when they are made: let them have the real one.
    Logger.getLogger("").getHandlers();
    PrintStream err = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, err.charset()));
    try {
      desktop.start(inMemory);
    } finally {
      System.setErr(err);
    }
  }

  /// Whether a person may sit before it: nobody closes a dialog that is only drawn in memory.
  static boolean watched() {
    return !System.getProperty("glass.platform", "").equalsIgnoreCase(IN_MEMORY);
  }

  /// Why no window can be opened, in one sentence; empty if it is worth trying. Only where X or
  /// Wayland is the display can it be missed beforehand.
  static Optional<String> missing(String osName, String platform, Map<String, String> environment) {
    String os = osName.toLowerCase(Locale.ROOT);
    boolean needsNone =
        os.startsWith("windows") || os.startsWith("mac") || platform.equalsIgnoreCase(IN_MEMORY);
    return needsNone || set(environment, "DISPLAY") || set(environment, "WAYLAND_DISPLAY")
        ? Optional.empty()
        : Optional.of(CliWords.of("display.there-is-no-display"));
  }

  private static boolean set(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }
}
