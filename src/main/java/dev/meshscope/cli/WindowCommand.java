package dev.meshscope.cli;

import dev.meshscope.engine.MeshEngine;
import dev.meshscope.engine.StartException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `meshscope window`, and `meshscope` alone: the window, or the terminal where there is no
/// display. On the thread that started the program.
@Command(
    name = "window",
    description = "Opens the window; without a display, the table in the terminal.")
final class WindowCommand implements Callable<Integer> {
  private final Desktop desktop;

  @Mixin private NodeOptions node;

  @Option(names = "--theme", paramLabel = "THEME", description = "light, dark or system.")
  private Desktop.Theme theme = Desktop.Theme.SYSTEM;

  @Option(names = "--size", paramLabel = "WxH", description = "The window's size in pixels.")
  private Desktop.@Nullable Size size;

  @Option(names = "--practice", description = "Start practice peers at once.")
  private boolean practice;

  @Option(
      names = "--screenshot",
      paramLabel = "FILE.png",
      description = "Take a picture of the window once peers are live.")
  private @Nullable Path screenshot;

  @Option(
      names = "--quit-after-live",
      description = "Close the window by itself once peers are live.")
  private boolean quitAfterLive;

  WindowCommand(Desktop desktop) {
    this.desktop = desktop;
  }

  @Override
  public Integer call() throws Failure, StartException {
    MeshEngine engine = MeshEngine.start(node.config());
    Optional<String> missing = Display.missing();
    if (missing.isPresent()) {
      return inTerminal(engine, missing.get());
    }
    // A signal ends the node too: its registry entry goes, its sockets are closed.
    var end = Thread.ofPlatform().name("end").unstarted(engine::close);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      int status =
          desktop.window(
              engine,
              new Desktop.View(
                  node.stateDir(),
                  node.registryDir(),
                  theme,
                  size,
                  practice,
                  quitAfterLive,
                  screenshot));
      engine.close();
      return status;
    } catch (Desktop.NoDisplay e) {
      Runtime.getRuntime().removeShutdownHook(end);
      return inTerminal(engine, String.valueOf(e.getMessage()));
    } catch (Failure e) {
      engine.close();
      throw e;
    }
  }

  private static int inTerminal(MeshEngine engine, String why) {
    return TerminalPeer.run(
        engine, null, false, why + ": the monitor runs in the terminal instead.");
  }
}
