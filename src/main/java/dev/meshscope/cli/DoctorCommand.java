package dev.meshscope.cli;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.StartException;
import dev.meshscope.doctor.Check;
import dev.meshscope.doctor.Checkup;
import dev.meshscope.doctor.CheckupJson;
import dev.meshscope.doctor.Surroundings;
import dev.meshscope.engine.EngineConfig;
import dev.meshscope.engine.MeshEngine;
import dev.meshscope.text.Plain;
import dev.meshscope.text.Telling;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `meshscope doctor`: runs a node for a moment and says what stands in its way. On the thread that
/// started the program.
@Command(
    name = "doctor",
    description = {
      "Runs a node for a moment and says whether anything stands in its way, and what to do.",
      "It joins what --lan and --relay or the settings say. If the identity is in use, a passing one looks instead."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing is wrong",
      "1:something is wrong, or the node could not start",
      "2:the arguments were not understood"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final NodeName PASSING = new NodeName("doctor");

  @Spec private CommandSpec spec;

  @Mixin private NodeOptions node;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      defaultValue = "5s",
      description = "How long to look before judging (default: ${DEFAULT-VALUE}).")
  private Duration span = Duration.ofSeconds(5);

  @Option(names = "--json", description = "Print what was found as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Failure, StartException {
    EngineConfig config = node.config();
    Surroundings before = Surroundings.beforeStart(config.stateDir(), config.registryDir());
    MeshEngine engine;
    try {
      engine = MeshEngine.start(config);
    } catch (StartException e) {
      if (!e.identityInUse()) {
        throw e;
      }
      return inPassing(config, before, Telling.cause(e.why()));
    }
    return look(engine, before, "");
  }

  /// Beside a running node: the same networks and registry, another identity.
  private int inPassing(EngineConfig config, Surroundings before, String why)
      throws Failure, StartException {
    try (OwnFolder own = OwnFolder.make("doctor")) {
      EngineConfig passing =
          new EngineConfig(
              config.name() == null ? PASSING : config.name(),
              null,
              own.path(),
              config.registryDir(),
              config.bindAddress(),
              0,
              config.group(),
              config.settings(),
              config.dial(),
              config.networking());
      return look(
          MeshEngine.start(passing), before, CliWords.of("doctor-command.so-a-node-with", why));
    }
  }

  private int look(MeshEngine engine, Surroundings before, String notice) {
    var running = new RunningNode(engine, cause -> {});
    try {
      if (!running.lasts(span)) {
        return 1;
      }
      Surroundings found = Surroundings.look(before, engine.self());
      long nowNs = engine.nowNs();
      Checkup checkup =
          Checkup.of(engine.table(), engine.listening(), engine.networking(), found, nowNs);
      print(
          json
              ? CheckupJson.line(engine.wallClock(nowNs), checkup, notice)
              : text(checkup, notice));
      return checkup.count(Check.State.BAD) == 0 ? 0 : 1;
    } finally {
      running.end();
    }
  }

  private static String text(Checkup checkup, String notice) {
    Stream<String> lines = checkup.lines().stream();
    return String.join(
        System.lineSeparator(),
        (notice.isEmpty() ? lines : Stream.concat(Stream.of(notice, ""), lines))
            .map(Plain::text)
            .toList());
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
