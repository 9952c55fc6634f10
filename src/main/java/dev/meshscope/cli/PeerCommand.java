package dev.meshscope.cli;

import dev.meshscope.core.link.StartException;
import dev.meshscope.engine.MeshEngine;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `meshscope peer`: a node without a window. On the thread that started the program.
@Command(
    name = "peer",
    description = "Runs a mesh node without a window, as a table in the terminal or as JSON lines.",
    footer = {
      "",
      "With --json, standard input takes one JSON object a line:",
      "  {\"do\":\"send\",\"text\":\"...\"[,\"to\":\"NODE-ID\"]}  {\"do\":\"peers\"}",
      "  {\"do\":\"dial\",\"address\":\"HOST:PORT\"}             {\"do\":\"quit\"}",
      "  {\"do\":\"ended\"[,\"peer\":\"NODE-ID\"][,\"most\":N]}",
      "  {\"do\":\"trust\",\"peer\":\"NODE-ID\",\"key\":\"KEY\"}     {\"do\":\"forget\",\"peer\":\"NODE-ID\"}",
      "A duration is 500ms, 10s, 2m or PT10S."
    })
final class PeerCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private NodeOptions node;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description = "End after this long; never if not given.")
  private @Nullable Duration duration;

  @Option(names = "--json", description = "Print each event as one JSON object a line.")
  private boolean json;

  @Option(names = "--exit-on-eof", hidden = true, description = "End when standard input ends.")
  private boolean exitOnEof;

  @Override
  public Integer call() throws Failure, StartException {
    MeshEngine engine = MeshEngine.start(node.config());
    return json
        ? JsonPeer.run(String.join("", spec.version()), engine, duration, exitOnEof)
        : TerminalPeer.run(engine, duration, exitOnEof, "");
  }
}
