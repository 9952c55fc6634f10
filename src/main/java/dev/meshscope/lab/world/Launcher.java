package dev.meshscope.lab.world;

import dev.meshscope.lab.apart.OwnNetwork;
import dev.meshscope.lab.apart.OwnNetworks;
import dev.meshscope.lab.process.Guardian;
import dev.meshscope.lab.process.Marks;
import dev.meshscope.lab.process.StateCopy;
import dev.meshscope.lab.process.ThisProgram;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.words.LabWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final OwnNetworks networks;
  private final Hearer hearer;

  Launcher(
      Setting setting, Guardian guardian, Network network, OwnNetworks networks, Hearer hearer) {
    this.setting = setting;
    this.guardian = guardian;
    this.network = network;
    this.networks = networks;
    this.hearer = hearer;
  }

  /// Where a process keeps what it has.
  ///
  /// @param home its identity, or its home directory if it is the user's
  /// @param registry where it looks for others
  /// @param leftOut what its home lacks of the one it is a copy of, a few words each
  record Place(Path home, Path registry, List<String> leftOut) {}

  /// The folder of a first life.
  Place place(End end) {
    Path home = setting.work().resolve(end.node());
    return new Place(home, registry(end, home), List.of());
  }

  /// The folder of a later life: that of the earlier one, whose lock is free.
  Place after(End end, Life earlier) {
    return new Place(earlier.home(), registry(end, earlier.home()), List.of());
  }

  /// A folder with a copy of somebody's identity, who goes on.
  ///
  /// @throws IOException if it cannot be copied
  Place beside(End end, Life original) throws IOException {
    Path home = setting.work().resolve(end.node() + "-" + end.life());
    List<String> leftOut = StateCopy.copy(original.home(), home, original.tree(), NOT_COPIED);
    return new Place(home, registry(end, home), leftOut);
  }

  private Path registry(End end, Path home) {
    return setting.kind(end.node()) == PeerKind.COMMAND
        ? home.resolve(".sym").resolve("loopback")
        : setting.work().resolve("registry-" + end.node() + "-" + end.life());
  }

  /// By what a node hears of others in this round.
  Set<Medium> media(String node) {
    PeerKind kind = setting.kind(node);
    Set<Medium> media = EnumSet.noneOf(Medium.class);
    if (setting.scenario().meet().registry()) {
      media.add(Medium.REGISTRY);
    }
    if (setting.scenario().meet().lan()) {
      media.add(Medium.LAN);
    }
    return switch (kind) {
      case D0, D10 -> EnumSet.of(Medium.LAN);
      case RAW -> EnumSet.of(Medium.REGISTRY);
      case D1 -> media;
      case MESHSCOPE, COMMAND ->
          networks.of(node).isPresent() ? media : EnumSet.of(Medium.REGISTRY);
    };
  }

  /// All by which it may hear of others: what a program of the user's knows will be seen.
  ///
  /// @throws IOException if its folders cannot be made
  List<Ear> ears(End end, Place place) throws IOException {
    Set<Medium> media = media(end.node());
    boolean foreign = setting.kind(end.node()) == PeerKind.COMMAND;
    List<Ear> ears = new ArrayList<>();
    if (foreign || media.contains(Medium.REGISTRY)) {
      ears.add(new Ear(Medium.REGISTRY, place.registry(), place.registry()));
    }
    Optional<OwnNetwork> network = networks.of(end.node());
    if (network.isPresent() && (foreign || media.contains(Medium.LAN))) {
      ears.add(new Ear(Medium.LAN, network.get().announce(), network.get().heard()));
    } else if (network.isEmpty() && media.contains(Medium.LAN)) {
      ears.add(new Ear(Medium.LAN, lan(end), lan(end)));
    }
    return ears;
  }

  /// The LAN of a node that is ours and hears no multicast.
  private Path lan(End end) {
    return setting.work().resolve("lan-" + end.node() + "-" + end.life());
  }

  /// Starts a process.
  ///
  /// @param identity who it is to be, if it does not know yet
  /// @throws IOException with one sentence if it cannot be started
  Life start(End end, NodeSpec spec, @Nullable Identity identity, Place place)
      throws IOException, InterruptedException {
    Files.createDirectories(place.home());
    PeerKind kind = setting.kind(end.node());
    String mark = Marks.fresh();
    Child child =
        switch (kind) {
          case MESHSCOPE -> own(end, meshscope(end, spec, identity, place));
          case RAW -> own(end, raw(end, identity, place));
          case D0, D10, D1 -> own(end, deployed(end, kind, identity, place));
          case COMMAND -> foreign(end, spec, place, mark);
        };
    List<Path> said =
        kind == PeerKind.COMMAND
            ? List.of(log(end, ERRORS), log(end, OUTPUT))
            : List.of(log(end, ERRORS));
    return new Life(
        end,
        kind,
        child,
        place,
        kind == PeerKind.COMMAND ? Optional.of(mark) : Optional.empty(),
        said);
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
    if (media(end.node()).contains(Medium.LAN)) {
      arguments.add("--lan");
    }
    if (setting.relay() != null) {
      arguments.addAll(List.of("--relay", setting.relay()));
    }
    if (end.node().equals(NodeSpec.SURVIVOR) && setting.lane().hasPolicy()) {
      arguments.addAll(List.of("--policy", setting.lane().policy().id()));
    }
    for (Map.Entry<String, Duration> option : spec.options().entrySet()) {
      arguments.addAll(List.of("--" + option.getKey(), option.getValue().toMillis() + "ms"));
    }
    return arguments;
  }

  private List<String> raw(End end, @Nullable Identity identity, Place place) {
    Identity told = told(identity);
    return List.of(
        "lab:raw-peer",
        told.nodeId(),
        end.node(),
        told.publicKey(),
        network.address(end.node()),
        place.registry().toString());
  }

  private List<String> deployed(End end, PeerKind kind, @Nullable Identity identity, Place place) {
    Identity told = told(identity);
    Set<Medium> media = media(end.node());
    return List.of(
        "lab:deployed-peer",
        kind.id(),
        told.nodeId(),
        end.node(),
        told.publicKey(),
        network.address(end.node()),
        media.contains(Medium.REGISTRY) ? place.registry().toString() : "-",
        media.contains(Medium.LAN) ? lan(end).toString() : "-");
  }

  private static Identity told(@Nullable Identity identity) {
    if (identity == null) {
      throw new IllegalStateException("a small peer is told who it is");
    }
    return identity;
  }

  private Child foreign(End end, NodeSpec spec, Place place, String mark)
      throws IOException, InterruptedException {
    Foreign program = setting.program(end.node());
    if (program == null) {
      throw new IOException(LabWords.of("launcher.the-node-is-a", end.node()));
    }
    List<String> command = new ArrayList<>(network.prefix(end.node()));
    command.addAll(program.command());
    Map<String, String> wanted = new LinkedHashMap<>(program.environment());
    wanted.putAll(spec.environment());
    Map<String, String> environment = Homes.environment(place.home(), wanted);
    environment.put(Marks.NAME, mark);
    Path dir = spec.dir() == null ? program.dir() : program.dir().resolve(spec.dir());
    return new ForeignChild(
        guardian,
        guardian.launch(command, environment, dir, log(end, OUTPUT), log(end, ERRORS)),
        program.secrets());
  }

  /// `survivor.jsonl`, `peer.jsonl`, `peer-2.jsonl`.
  private Path log(End end, String ending) {
    String life = end.life() == 1 ? "" : "-" + end.life();
    return setting.logs().resolve(end.node() + life + ending);
  }
}
