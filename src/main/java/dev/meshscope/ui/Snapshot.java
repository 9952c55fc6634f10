package dev.meshscope.ui;

import dev.meshscope.engine.MeshEngine;

/// The window as a picture, without a display. Called once per process, after [Toolkit#start] in
/// memory.
public final class Snapshot {
  private Snapshot() {}

  /// Draws the window and writes it to the options' screenshot. With practice peers, once they are
  /// live; without, once the engine's first table is drawn.
  ///
  /// @return how it ended
  public static Ending take(MeshEngine engine, WindowOptions options) {
    return Window.open(
        engine,
        new WindowOptions(
            options.theme(),
            options.practice(),
            true,
            options.screenshot(),
            options.width(),
            options.height(),
            options.stateDir(),
            options.registryDir()));
  }
}
