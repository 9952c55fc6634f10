package dev.meshscope;

import dev.meshscope.cli.Desktop;
import dev.meshscope.cli.Failure;
import dev.meshscope.cli.words.CliWords;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.ui.Ending;
import dev.meshscope.ui.Snapshot;
import dev.meshscope.ui.StartTrouble;
import dev.meshscope.ui.Toolkit;
import dev.meshscope.ui.Window;
import dev.meshscope.ui.WindowOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The window, as far as the command line knows it. On the thread that started the program.
final class Screens implements Desktop {

  @Override
  public void start(boolean inMemory) throws NoDisplay {
    try {
      Toolkit.start(inMemory);
    } catch (RuntimeException | LinkageError e) {
      throw new NoDisplay(why(e), e);
    }
  }

  @Override
  public void window(MeshEngine engine, View view) throws Failure {
    check(Window.open(engine, options(view, view.screenshot())), view, view.screenshot());
  }

  @Override
  public void trouble(boolean runsAlready, String said, Theme theme) {
    StartTrouble.show(runsAlready, said, worn(theme));
  }

  @Override
  public void snapshot(MeshEngine engine, View view, Path out) throws Failure {
    check(Snapshot.take(engine, options(view, out)), view, out);
  }

  private static void check(Ending ending, View view, @Nullable Path picture) throws Failure {
    switch (ending) {
      case WELL -> {}
      case NOTHING_TO_SEE ->
          throw new Failure(
              view.practice()
                  ? CliWords.of("screens.the-practice-peers-were")
                  : CliWords.of("screens.the-window-had-nothing"));
      case NO_PICTURE ->
          throw new Failure(CliWords.of("screens.the-picture-could-not", String.valueOf(picture)));
      case FAULT -> throw new Failure(CliWords.of("screens.the-window-failed"));
    }
  }

  private static WindowOptions options(View view, @Nullable Path picture) {
    WindowOptions standard = WindowOptions.standard(view.stateDir(), view.registryDir());
    Size size = view.size();
    return new WindowOptions(
        worn(view.theme()),
        view.practice(),
        view.quitAfterLive(),
        picture,
        size == null ? standard.width() : size.width(),
        size == null ? standard.height() : size.height(),
        view.stateDir(),
        view.registryDir());
  }

  private static WindowOptions.Theme worn(Theme theme) {
    return switch (theme) {
      case SYSTEM -> WindowOptions.Theme.SYSTEM;
      case LIGHT -> WindowOptions.Theme.LIGHT;
      case DARK -> WindowOptions.Theme.DARK;
    };
  }

  /// Found by trying: JavaFX says these words, or fails to load a library.
  static String why(Throwable thrown) {
    String said = String.valueOf(thrown.getMessage());
    if (said.contains("DISPLAY")) {
      String name = System.getenv().getOrDefault("DISPLAY", "");
      return name.isBlank()
          ? CliWords.of("screens.there-is-no-x")
          : CliWords.of("screens.the-display-cannot-be", name);
    }
    boolean library =
        thrown instanceof LinkageError
            || thrown.getCause() instanceof LinkageError
            || said.contains("library");
    return library
        ? CliWords.of("screens.a-library-that-windows")
        : CliWords.of("screens.no-window-can-be", said);
  }
}
