package dev.meshscope.ui;

import dev.meshscope.engine.MeshEngine;
import dev.meshscope.ui.feed.FxDoor;
import dev.meshscope.ui.peers.ColumnLayout;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;

/// Opens the window. Called once per process, after [Toolkit#start], on any thread but JavaFX's.
public final class Window {
  private Window() {}

  /// Opens the window and waits until it is closed. The engine is left running.
  ///
  /// @return the exit status: 0, or 1 if what the options ask for did not come about
  public static int open(MeshEngine engine, WindowOptions options) {
    CountDownLatch closed = new CountDownLatch(1);
    AtomicInteger status = new AtomicInteger();
    ColumnLayout columns = new WindowMemory(options.stateDir()).columns();
    FxDoor.enter(
        () -> {
          try {
            new Session(
                    engine,
                    options,
                    columns,
                    code -> {
                      status.set(code);
                      closed.countDown();
                    })
                .show();
          } catch (RuntimeException | Error e) {
            status.set(1);
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
    return status.get();
  }
}
