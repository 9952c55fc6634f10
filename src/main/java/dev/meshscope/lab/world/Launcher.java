package dev.meshscope.lab.world;

import dev.meshscope.lab.process.Folders;
import dev.meshscope.lab.process.Guardian;
import dev.meshscope.lab.process.ThisProgram;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.PeerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Starts the processes of a round. On the round's thread.
final class Launcher {
  /// Told each line of a process.
  interface Hearer {
    void heard(End who, String line, Instant readAt);
  }

  private static final String OUTPUT = ".out.txt";
  private static final String ERRORS = ".err.txt";
  private static final List<String> NOT_COPIED = List.of("identity.lock", "loopback");

  private final Setting setting;
  private final Guardian guardian;
  private final Network network;
  private final Hearer hearer;

  Launcher(Setting setting, Guardian guardian, Network network, Hearer hearer) {
    this.setting = setting;
    this.guardian = guardian;
    this.network = network;
    this.hearer = hearer;
  }

  /// Where a process keeps what it has.
  ///
  /// @param home its identity, or its home directory if it is the user's
  /// @param registry where it looks for others
  record Place(Path home, Path registry) {}

  /// The folder of a first life.
  Place place(End end) {
    Path home = setting.work().resolve(end.node());
    return new Place(home, registry(end, home));
  }

  /// The folder of a later life: that of the earlier one, whose lock is free.
  Place after(End end, Life earlier) {
    return new Place(earlier.home(), registry(end, earlier.home()));
  }

  /// A folder with a copy of somebody's identity, who goes on.
  ///
  /// @throws IOException if it cannot be copied
  Place beside(End end, Life original) throws IOException {
    Path home = setting.work().resolve(end.node() + "-" + end.life());
    Folders.copy(original.home(), home, NOT_COPIED);
    return new Place(home, registry(end, home));
  }

  private Path registry(End end, Path home) {
    return setting.kind(end.node()) == PeerKind.COMMAND
        ? home.resolve(".sym").resolve("loopback")
        : setting.work().resolve("registry-" + end.node() + "-" + end.life());
  }

  /// Starts a process.
  ///
  /// @param identity who it is to be, if it does not know yet
  /// @throws IOException with one sentence if it cannot be started
  Life start(End end, NodeSpec spec, @Nullable Identity identity, Place place)
      throws IOException, InterruptedException {
    Files.createDirectories(place.home());
    PeerKind kind = setting.kind(end.node());
    Child child =
        switch (kind) {
          case MESHSCOPE -> own(end, meshscope(end, spec, identity, place));
          case RAW -> own(end, raw(end, identity, place));
          case COMMAND -> foreign(end, spec, place);
        };
    List<Path> said =
        kind == PeerKind.COMMAND
            ? List.of(log(end, ERRORS), log(end, OUTPUT))
            : List.of(log(end, ERRORS));
    return new Life(end, kind, child, place.home(), place.registry(), said);
  }

  private Child own(End end, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(network.prefix(end.node()));
    command.addAll(ThisProgram.command());
    command.addAll(arguments);
    OwnChild child =
        OwnChild.start(
            command,
            log(end, ".jsonl"),
            log(end, ERRORS),
            (line, at) -> hearer.heard(end, line, at));
    // It ends with its standard input; but not if it is frozen.
    guardian.watch(child.handle().pid());
    return child;
  }

  private List<String> meshscope(End end, NodeSpec spec, @Nullable Identity identity, Place place) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "peer",
                "--json",
                "--exit-on-eof",
                "--name",
                end.node(),
                "--state-dir",
                place.home().resolve("state").toString(),
                "--registry-dir",
                place.registry().toString(),
                "--bind",
                network.address(end.node())));
    if (identity != null) {
      arguments.addAll(List.of("--node-id", identity.nodeId()));
    }
    if (setting.relay() != null) {
      arguments.addAll(List.of("--relay", setting.relay()));
    }
    if (end.node().equals(NodeSpec.SURVIVOR)) {
      arguments.addAll(List.of("--policy", setting.lane().policy().id()));
    }
    for (Map.Entry<String, Duration> option : spec.options().entrySet()) {
      arguments.addAll(List.of("--" + option.getKey(), option.getValue().toMillis() + "ms"));
    }
    return arguments;
  }

  private List<String> raw(End end, @Nullable Identity identity, Place place) {
    if (identity == null) {
      throw new IllegalStateException("a raw peer is told who it is");
    }
    return List.of(
        "lab:raw-peer",
        identity.nodeId(),
        end.node(),
        identity.publicKey(),
        network.address(end.node()),
        place.registry().toString());
  }

  private Child foreign(End end, NodeSpec spec, Place place)
      throws IOException, InterruptedException {
    Foreign program = setting.program(end.node());
    if (program == null) {
      throw new IOException(
          "The node \"" + end.node() + "\" is a program of yours: say which with --peer-command.");
    }
    List<String> command = new ArrayList<>(network.prefix(end.node()));
    command.addAll(program.command());
    Map<String, String> wanted = new LinkedHashMap<>(program.environment());
    wanted.putAll(spec.environment());
    Map<String, String> environment = Homes.environment(place.home(), wanted);
    Path dir = spec.dir() == null ? program.dir() : program.dir().resolve(spec.dir());
    return new ForeignChild(
        guardian, guardian.launch(command, environment, dir, log(end, OUTPUT), log(end, ERRORS)));
  }

  /// `survivor.jsonl`, `peer.jsonl`, `peer-2.jsonl`.
  private Path log(End end, String ending) {
    String life = end.life() == 1 ? "" : "-" + end.life();
    return setting.logs().resolve(end.node() + life + ending);
  }
}
