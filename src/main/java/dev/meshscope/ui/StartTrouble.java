package dev.meshscope.ui;

import dev.meshscope.ui.feed.FxDoor;
import dev.meshscope.ui.shell.TroubleDialog;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;

/// Says on the screen why there is no window: where the program was started from an icon, nobody
/// reads standard error. Called once per process, after [Toolkit#start] and instead of [Window], on
/// any thread but JavaFX's.
public final class StartTrouble {
  private StartTrouble() {}

  /// Shows a dialog and waits until it is closed.
  ///
  /// @param runsAlready whether all that is in the way is that it runs already
  /// @param said what is in the way, in a sentence or two
  public static void show(boolean runsAlready, String said, WindowOptions.Theme theme) {
    CountDownLatch closed = new CountDownLatch(1);
    FxDoor.enter(
        () -> {
          try {
            TroubleDialog dialog = new TroubleDialog(runsAlready, said, Session.theme(theme));
            Icons.on(dialog.stage());
            dialog.showAndWait();
          } finally {
            closed.countDown();
          }
        });
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Platform.exit();
  }
}
