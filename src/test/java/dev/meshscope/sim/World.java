package dev.meshscope.sim;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run: two or three identities, their processes, the network between them, and what goes wrong
/// with all of it; everything follows from the seed. Single thread.
final class World {

  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
  private static final int CALM_SECONDS = 6;

  final Agenda agenda = new Agenda();
  final SplittableRandom random;
  final Network network;
  final Mutation mutation;
  final Settings settings;
  final Referee referee = new Referee(this);
  final Registry registry;
  final List<Identity> identities = new ArrayList<>();
  final List<Proc> procs = new ArrayList<>();
  final Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
  final boolean raw;
  private final boolean strict;
  private final @Nullable List<String> trace;
  private int pids = 100;
  private int ports = 40_000;
  private long disturbedNs;
  long steps;

  /// Whether two processes ever shared an identity.
  boolean cloned;

  /// When a link was last silenced or dropped on purpose.
  long silencedNs = Long.MIN_VALUE;

  /// How long after the last disturbance all was at rest.
  long settledNs;

  /// @param strict whether the first finding ends the run
  /// @param trace where to write what happens; null: nowhere
  World(
      long seed,
      Settings settings,
      Mutation mutation,
      boolean strict,
      @Nullable List<String> trace) {
    this.random = new SplittableRandom(seed);
    this.network = new Network(agenda, random.split());
    this.settings = settings;
    this.mutation = mutation;
    this.strict = strict;
    this.trace = trace;
    this.registry = new Registry(this, random.nextBoolean());
    this.raw = random.nextInt(3) == 0;
    int count = random.nextInt(5) == 0 ? 3 : 2;
    boolean swapped = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      identities.add(Identity.of(i, 0x50000000 + (swapped ? 9 - i : i)));
    }
  }

  long nowNs() {
    return agenda.nowNs();
  }

  boolean chance(int perCent) {
    return random.nextInt(100) < perCent;
  }

  void run() {
    for (Identity identity : identities) {
      agenda.in(random.nextLong(SECOND_NS / 2), () -> start(identity, false));
    }
    long end = new Adversary(this).plan();
    disturbed(end);
    while (agenda.runNext(disturbedNs)) {}
    settle();
  }

  private void settle() {
    // The heartbeat's timeout, a scan, a dial and its pauses after failures.
    long bound = disturbedNs + (raw ? 160 : 30) * SECOND_NS;
    int calm = 0;
    String open = "";
    while (nowNs() < bound) {
      long until = nowNs() + SECOND_NS;
      while (agenda.runNext(until)) {}
      open = referee.unsettled();
      calm = open == null ? calm + 1 : 0;
      if (calm == 1) {
        settledNs = nowNs() - disturbedNs;
      }
      if (calm == CALM_SECONDS) {
        return;
      }
    }
    violated(Finding.NOT_SETTLED, open == null ? "no rest" : open);
  }

  /// Something is wrong until then.
  void disturbed(long untilNs) {
    disturbedNs = Math.max(disturbedNs, untilNs);
  }

  void violated(Finding finding, String what) {
    note(() -> "!! " + finding + ": " + what);
    findings.merge(finding, 1, Integer::sum);
    if (strict) {
      throw new SimViolation(finding + ": " + what);
    }
  }

  // Processes.

  Proc start(Identity identity, boolean samePort) {
    int port = ++ports;
    if (samePort) {
      for (Proc before : procs) {
        if (before.identity == identity && !before.alive) {
          port = before.port;
        }
      }
    }
    int pid = ++pids;
    boolean asRaw = raw && identity.index() == 1;
    Proc proc =
        asRaw
            ? new RawProc(this, identity, port, pid, (identity.nodeId().hashCode() & 1) == 0)
            : new CoreProc(this, identity, port, pid, settings);
    procs.add(proc);
    network.ports.put(port, proc);
    note(() -> "start " + proc.label() + " " + identity.nodeId() + " port " + proc.port);
    registry.started(proc);
    return proc;
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

  void note(java.util.function.Supplier<String> line) {
    if (trace != null) {
      trace.add("%10.4f ".formatted((nowNs() - 1e9) / 1e9) + line.get());
    }
  }
}
