package dev.meshscope.cli;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.core.link.StartException;
import dev.meshscope.engine.MeshEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `meshscope snapshot`: the window as a picture, without a display. The node in it lives in
/// folders of its own unless others are given, so a picture can be taken beside a running window.
/// On the thread that started the program.
@Command(
    name = "snapshot",
    description = {
      "Draws the window into a PNG file; needs no display.",
      "Its node has an identity and a registry of its own unless --state-dir or --registry-dir say otherwise."
    })
final class SnapshotCommand implements Callable<Integer> {
  private final Desktop desktop;

  @Mixin private NodeOptions node;

  @Option(
      names = "--out",
      paramLabel = "F.png",
      required = true,
      description = "The picture; an older one is replaced.")
  private Path out = Path.of("");

  @Option(names = "--theme", paramLabel = "THEME", description = "light or dark.")
  private Desktop.Theme theme = Desktop.Theme.LIGHT;

  @Option(names = "--size", paramLabel = "WxH", description = "In pixels (default: 1440x900).")
  private Desktop.Size size = new Desktop.Size(1_440, 900);

  @Option(names = "--practice", description = "With practice peers in it.")
  private boolean practice;

  SnapshotCommand(Desktop desktop) {
    this.desktop = desktop;
  }

  @Override
  public Integer call() throws Failure, StartException {
    Path folder = out.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(out)) {
      throw new Failure(CliWords.of("snapshot-command.the-picture-cannot-be", out));
    }
    try (OwnFolder own = OwnFolder.make("snapshot")) {
      node.placeAt(own.path().resolve("state"), own.path().resolve("registry"));
      draw();
    }
    return 0;
  }

  private void draw() throws Failure, StartException {
    try {
      Display.open(desktop, true);
    } catch (Desktop.NoDisplay e) {
      throw new Failure(e.getMessage() + ".", e);
    }
    try (MeshEngine engine = MeshEngine.start(node.config())) {
      desktop.snapshot(
          engine,
          new Desktop.View(node.stateDir(), node.registryDir(), theme, size, practice, false, null),
          out);
    }
  }
}
