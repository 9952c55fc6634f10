package dev.meshscope.ui;

import javafx.application.Platform;

/// JavaFX itself. Started once per process, on any thread, before [Window] or [Snapshot].
public final class Toolkit {
  private Toolkit() {}

  /// Starts it; returns when it runs.
  ///
  /// @param inMemory whether to draw without a display
  /// @throws UnsupportedOperationException if the display cannot be opened, or GTK is missing
  /// @throws RuntimeException if a library is missing or nothing can be drawn
  /// @throws LinkageError if a library is missing
  public static void start(boolean inMemory) {
    if (inMemory) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
    Platform.startup(() -> {});
    Platform.setImplicitExit(false);
  }
}
