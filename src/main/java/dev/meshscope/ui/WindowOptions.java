package dev.meshscope.ui;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How the window is to open.
///
/// @param theme light, dark, or as the system says
/// @param practice whether the practice peers are started at once
/// @param quitAfterLive whether to quit once all practice peers are live
/// @param screenshot where to write a picture before quitting; null: nowhere
/// @param width of the contents, in pixels
/// @param height of the contents, in pixels
/// @param stateDir where identity and settings are kept
/// @param registryDir the loopback registry; the practice peers get the same
public record WindowOptions(
    Theme theme,
    boolean practice,
    boolean quitAfterLive,
    @Nullable Path screenshot,
    int width,
    int height,
    Path stateDir,
    Path registryDir) {

  /// What it wears.
  public enum Theme {
    LIGHT,
    DARK,
    SYSTEM
  }

  /// A window as a user gets it: with the inspector beside the table, where the screen is wide
  /// enough.
  public static WindowOptions standard(Path stateDir, Path registryDir) {
    return new WindowOptions(Theme.SYSTEM, false, false, null, 1360, 820, stateDir, registryDir);
  }
}
