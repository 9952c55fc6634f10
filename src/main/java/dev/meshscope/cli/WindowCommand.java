package dev.meshscope.cli;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.core.link.StartException;
import dev.meshscope.engine.MeshEngine;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `meshscope window`, and `meshscope` alone: the window, or the terminal where there is no
/// display. On the thread that started the program.
@Command(
    name = "window",
    description = "Opens the window; without a display, the table in the terminal.")
final class WindowCommand implements Callable<Integer> {
  private final Desktop desktop;

  @Spec private CommandSpec spec;

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
  public Integer call() throws Failure {
    MeshEngine engine;
    try {
      engine = MeshEngine.start(node.config());
    } catch (Failure | StartException | RuntimeException e) {
      return notStarted(e);
    }
    try {
      Display.open(desktop, false);
    } catch (Desktop.NoDisplay e) {
      String notice =
          CliWords.of("window-command.the-monitor-runs-in", String.valueOf(e.getMessage()));
      return TerminalPeer.run(engine, null, false, notice);
    }
    HeapKeeper.start();
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

  /// Whoever started it from an icon sees no standard error: where there is a screen, it is said
  /// there too. A window that was to close by itself has nobody before it.
  private int notStarted(Exception why) {
    int status = Cli.failed(why, spec.commandLine().getErr());
    if (!quitAfterLive && Display.watched()) {
      try {
        Display.open(desktop, false);
        boolean runs = why instanceof StartException start && start.identityInUse();
        desktop.trouble(runs, Cli.said(why), theme);
      } catch (Desktop.NoDisplay e) {
        // Standard error is all there is.
      }
    }
    return status;
  }
}
