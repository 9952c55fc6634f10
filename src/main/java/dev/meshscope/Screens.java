package dev.meshscope;

import dev.meshscope.cli.Desktop;
import dev.meshscope.cli.Failure;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.ui.Snapshot;
import dev.meshscope.ui.Window;
import dev.meshscope.ui.WindowOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The window, as the command line knows it. On the thread that started the program.
final class Screens implements Desktop {
  private static final Size STANDARD = new Size(1180, 760);

  @Override
  public int window(MeshEngine engine, View view) throws NoDisplay, Failure {
    try {
      int status = Window.open(engine, options(view, view.screenshot()));
      if (status != 0 && view.quitAfterLive()) {
        throw new Failure("The practice peers were not live within a minute, or the picture could not be written.");
      }
      return status;
    } catch (UnsupportedOperationException e) {
      throw new NoDisplay("No window can be opened here", e);
    }
  }

  @Override
  public void snapshot(MeshEngine engine, View view, Path out) throws Failure {
    if (Snapshot.take(engine, options(view, out)) != 0) {
      throw new Failure("The picture could not be drawn and written to " + out + ".");
    }
  }

  private static WindowOptions options(View view, @Nullable Path screenshot) {
    Size size = view.size() == null ? STANDARD : view.size();
    return new WindowOptions(
        WindowOptions.Theme.valueOf(view.theme().name()),
        view.practice(),
        view.quitAfterLive(),
        screenshot,
        size.width(),
        size.height(),
        view.stateDir(),
        view.registryDir());
  }
}
