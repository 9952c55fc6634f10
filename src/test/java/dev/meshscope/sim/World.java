package dev.meshscope.sim;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.table.Effect;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What every simulated world has: identities, their processes, the network between them, virtual
/// time; everything follows from the seed. Single thread.
abstract class World {

  final Agenda agenda = new Agenda();
  final SplittableRandom random;
  final Network network;
  final Mutation mutation;
  final Settings settings;
  final Referee referee = new Referee(this);
  final List<Identity> identities = new ArrayList<>();
  final List<Proc> procs = new ArrayList<>();
  final Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
  private final boolean strict;
  private final @Nullable List<String> trace;
  private int pids = 100;
  private int ports = 40_000;
  long steps;

  /// Whether two processes ever shared an identity.
  boolean cloned;

  /// When a link was last silenced or dropped on purpose.
  long silencedNs = Long.MIN_VALUE;

  /// @param steady whether nothing overtakes anything and nothing is lost
  /// @param strict whether the first finding ends the run
  /// @param trace where to write what happens; null: nowhere
  World(
      long seed,
      boolean steady,
      Settings settings,
      Mutation mutation,
      boolean strict,
      @Nullable List<String> trace) {
    this.random = new SplittableRandom(seed);
    this.network =
        steady ? Network.steady(agenda, random.split()) : new Network(agenda, random.split());
    this.settings = settings;
    this.mutation = mutation;
    this.strict = strict;
    this.trace = trace;
  }

  abstract void run();

  /// A core is about to take a step.
  ///
  /// @param effects what will be carried out
  void stepping(CoreProc me, PeerTable.Step step, List<Effect> effects) {}

  /// A core has taken a step, and nothing of it is carried out yet.
  abstract void stepped(CoreProc me, PeerTable before, Input input, PeerTable.Step step);

  /// A process was read this from a frame of another.
  void read(String content) {}

  long nowNs() {
    return agenda.nowNs();
  }

  boolean chance(int perCent) {
    return random.nextInt(100) < perCent;
  }

  void violated(Finding finding, String what) {
    note(() -> "!! " + finding + ": " + what);
    findings.merge(finding, 1, Integer::sum);
    if (strict) {
      throw new SimViolation(finding + ": " + what);
    }
  }

  // Processes.

  int newPort() {
    return ++ports;
  }

  int newPid() {
    return ++pids;
  }

  void started(Proc proc) {
    procs.add(proc);
    network.ports.put(proc.port, proc);
    note(() -> "start " + proc.label() + " " + proc.identity.nodeId() + " port " + proc.port);
  }

  void kill(Proc proc, @Nullable CloseReason seenAs) {
    if (proc.alive) {
      note(() -> "kill " + proc.label() + " seen as " + seenAs);
      proc.kill(seenAs);
    }
  }

  /// The living processes of this identity, latest first.
  List<Proc> living(Identity identity) {
    List<Proc> living = new ArrayList<>();
    for (Proc proc : procs) {
      if (proc.alive && proc.identity == identity) {
        living.addFirst(proc);
      }
    }
    return living;
  }

  int clones(NodeId id) {
    int clones = 0;
    for (Proc proc : procs) {
      clones += proc.alive && proc.identity.nodeId().equals(id) ? 1 : 0;
    }
    return clones;
  }

  /// How many processes this identity has had.
  int lives(NodeId id) {
    return (int) procs.stream().filter(proc -> proc.identity.nodeId().equals(id)).count();
  }

  void dial(Proc from, int port) {
    network.dial(from, port);
  }

  // What happened, for whoever looks into a failed seed.

  void trace(CoreProc proc, Input input, PeerTable.Step step) {
    steps++;
    if (!(input instanceof Input.Written) && !step.events().isEmpty()) {
      note(() -> Words.of(proc, input, step));
    }
  }

  void note(Supplier<String> line) {
    if (trace != null) {
      trace.add("%10.4f ".formatted((nowNs() - 1e9) / 1e9) + line.get());
    }
  }
}
