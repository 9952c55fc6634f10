package dev.meshscope.cli;

import dev.meshscope.engine.MeshEngine;
import dev.meshscope.engine.StartException;
import java.nio.file.Path;
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
    try {
      Display.open(desktop, false);
    } catch (Desktop.NoDisplay e) {
      String notice = e.getMessage() + "; the monitor runs in the terminal instead.";
      return TerminalPeer.run(engine, null, false, notice);
    }
    // A signal ends the node too: its registry entry goes, its sockets are closed.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("end").unstarted(engine::close));
    try (engine) {
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
    }
    return 0;
  }
}
