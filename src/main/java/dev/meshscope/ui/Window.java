package dev.meshscope.ui;

import dev.meshscope.engine.MeshEngine;
import dev.meshscope.ui.feed.FxDoor;
import dev.meshscope.ui.peers.ColumnLayout;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;

/// Opens the window. Called once per process, after [Toolkit#start], on any thread but JavaFX's.
public final class Window {
  private Window() {}

  /// Opens the window and waits until it is closed. The engine is left running.
  ///
  /// @return how it ended
  public static Ending open(MeshEngine engine, WindowOptions options) {
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<Ending> ending = new AtomicReference<>(Ending.FAULT);
    ColumnLayout columns = new WindowMemory(options.stateDir()).columns();
    FxDoor.enter(
        () -> {
          try {
            new Session(
                    engine,
                    options,
                    columns,
                    how -> {
                      ending.set(how);
                      closed.countDown();
                    })
                .show();
          } catch (RuntimeException | Error e) {
            closed.countDown();
            throw e;
          }
        });
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Platform.exit();
    return ending.get();
  }
}
