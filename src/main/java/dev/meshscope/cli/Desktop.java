package dev.meshscope.cli;

import dev.meshscope.engine.MeshEngine;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the command line needs of the window; the composition root fills it in, so that nothing
/// here points at it. Called on the thread that started the program.
public interface Desktop {

  /// How the window is to be.
  ///
  /// @param stateDir where settings are kept
  /// @param registryDir the folder in which practice peers are found
  /// @param theme light, dark or as the system
  /// @param size in pixels; null: as the window likes it
  /// @param practice whether practice peers are started at once
  /// @param quitAfterLive whether the window closes by itself once peers are live
  /// @param screenshot where a picture of the live window goes; null: none is taken
  record View(
      Path stateDir,
      Path registryDir,
      Theme theme,
      @Nullable Size size,
      boolean practice,
      boolean quitAfterLive,
      @Nullable Path screenshot) {}

  /// Light, dark or as the system.
  enum Theme {
    SYSTEM,
    LIGHT,
    DARK
  }

  /// Pixels; each side from 320 to 8192.
  record Size(int width, int height) {}

  /// Nothing can be drawn; the message is one sentence without its full stop.
  final class NoDisplay extends Exception {
    private static final long serialVersionUID = 1L;

    public NoDisplay(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /// Makes ready to draw; called once, before anything is.
  ///
  /// @param inMemory whether to draw without a display
  /// @throws NoDisplay if nothing can be drawn
  void start(boolean inMemory) throws NoDisplay;

  /// Opens the window and waits until it is closed.
  ///
  /// @throws Failure if what was asked for did not come about
  void window(MeshEngine engine, View view) throws Failure;

  /// Says in a dialog why there is no window, and waits until it is closed.
  ///
  /// @param runsAlready whether all that is in the way is that it runs already
  /// @param said what is in the way, in a sentence or two
  void trouble(boolean runsAlready, String said, Theme theme);

  /// Draws the window into a PNG file.
  ///
  /// @throws Failure if the picture could not be drawn or written
  void snapshot(MeshEngine engine, View view, Path out) throws Failure;
}
