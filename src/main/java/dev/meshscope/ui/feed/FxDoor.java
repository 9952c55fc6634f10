package dev.meshscope.ui.feed;

import javafx.application.Platform;

/// The one door to the JavaFX thread. Any thread may knock.
public final class FxDoor {
  private FxDoor() {}

  /// Runs this on the JavaFX thread, later.
  public static void enter(Runnable work) {
    Platform.runLater(work);
  }

  /// Runs this on the JavaFX thread: now, if we are on it.
  public static void enterNow(Runnable work) {
    if (Platform.isFxApplicationThread()) {
      work.run();
    } else {
      Platform.runLater(work);
    }
  }
}
