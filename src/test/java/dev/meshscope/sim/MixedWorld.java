package dev.meshscope.sim;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.table.Effect;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.sim.DeployedProc.Habits;
import dev.meshscope.sim.DeployedProc.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run of ours beside deployed nodes: on one machine with the loopback registry, on a LAN, or
/// both; restarted, stopped and continued on either side. Single thread.
final class MixedWorld extends World {

  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SAMPLE_NS = 100 * MS;

  /// How everybody finds everybody.
  enum Discovery {
    REGISTRY,
    LAN,
    BOTH;

    boolean lan() {
      return this != REGISTRY;
    }

    boolean registry() {
      return this != LAN;
    }
  }

  final Discovery discovery;
  final Registry registry = new Registry(this, true);
  final Lan lan = new Lan(this);
  final Witness witness = new Witness(this);
  private final Map<Identity, Habits> deployed = new LinkedHashMap<>();
  private final long trafficNs;
  private long texts;
  long endNs;

  /// @param strict whether the first finding ends the run
  /// @param trace where to write what happens; null: nowhere
  MixedWorld(
      long seed,
      Settings settings,
      Mutation mutation,
      boolean strict,
      @Nullable List<String> trace) {
    super(seed, true, settings, mutation, strict, trace);
    this.discovery = Discovery.values()[random.nextInt(3)];
    this.trafficNs =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1, 2 -> 2 * SECOND_NS + random.nextLong(6 * SECOND_NS);
          default -> 200 * MS + random.nextLong(300 * MS);
        };
    boolean swapped = random.nextBoolean();
    int composition = random.nextInt(5);
    int count = composition < 3 ? 2 : 3;
    for (int i = 0; i < count; i++) {
      Identity identity = Identity.of(i, 0x50000000 + (swapped ? 9 - i : i));
      identities.add(identity);
      if (i == 1 || i == 2 && composition == 3) {
        deployed.put(identity, habits());
      }
    }
    note(() -> discovery + ", traffic every " + trafficNs / MS + " ms, " + deployed.values());
  }

  private Habits habits() {
    Model model = discovery == Discovery.REGISTRY ? Model.D1 : Model.values()[random.nextInt(3)];
    return new Habits(
        model, random.nextInt(5) > 0, random.nextBoolean(), model == Model.D0 && chance(50));
  }

  @Override
  void run() {
    long at = 0;
    for (Identity identity : identities) {
      at += random.nextInt(3) == 0 ? random.nextLong(20 * SECOND_NS) : random.nextLong(SECOND_NS);
      agenda.in(at, () -> start(identity));
    }
    endNs = nowNs() + at + 12 * SECOND_NS;
    agenda.in(at + SECOND_NS, new Troubles(this)::begin);
    agenda.in(SAMPLE_NS, this::sample);
    if (trafficNs > 0) {
      agenda.in(trafficNs, this::talk);
    }
    while (agenda.runNext(endNs)) {}
  }

  /// The run goes on until then at least.
  void until(long atNs) {
    endNs = Math.max(endNs, atNs);
  }

  private void sample() {
    witness.look();
    agenda.in(SAMPLE_NS, this::sample);
  }

  private void talk() {
    for (Proc from : List.copyOf(procs)) {
      if (from.alive && !from.frozen) {
        for (Identity to : identities) {
          if (to != from.identity) {
            say(from, to.nodeId());
          }
        }
      }
    }
    agenda.in(trafficNs, this::talk);
  }

  private void say(Proc from, NodeId to) {
    String text = "t" + ++texts;
    switch (from) {
      case CoreProc ours -> ours.take(new Input.SayWanted(text, to, 0));
      case DeployedProc theirs -> {
        if (theirs.outgoing(to) != null) {
          witness.handed(theirs, to, text);
        }
        theirs.say(
            to,
            new Frame.Message(from.identity.nodeId().text(), from.identity.name().text(), text, 0));
      }
      default -> throw new IllegalStateException(from.label());
    }
  }

  // Processes.

  Proc start(Identity identity) {
    Habits habits = deployed.get(identity);
    Proc proc =
        habits == null
            ? new CoreProc(this, identity, newPort(), newPid(), settings)
            : new DeployedProc(this, identity, newPort(), newPid(), habits);
    started(proc);
    if (discovery.lan() && proc instanceof CoreProc core) {
      core.take(new Input.LanTold(onLan(identity)));
    }
    long late = soon();
    if (discovery.registry() && (habits == null || habits.model().knowsRegistry())) {
      registry.started(proc, habits == null ? 0 : late);
    }
    if (discovery.lan()) {
      // What it does first at a start it often does in one go.
      lan.started(proc, random.nextBoolean() ? late : soon(), late);
    }
    witness.started(proc);
    return proc;
  }

  /// Where nodes share a registry they share a machine, and all addresses are its own.
  private LanState onLan(Identity identity) {
    return new LanState.On(
        (discovery.registry() ? identities : List.of(identity))
            .stream()
                .map(
                    one ->
                        new LanState.Network(
                            "eth0", Network.host(one), 1, 1, 1, 0, new LanState.Echo.NotHeard()))
                .toList(),
        0,
        0,
        null);
  }

  /// How long after a start something of it is seen.
  private long soon() {
    return 100 * MS + random.nextLong(900 * MS);
  }

  /// It stops in order.
  void leave(Proc proc) {
    if (!proc.alive) {
      return;
    }
    registry.left(proc);
    lan.left(proc);
    kill(proc, CloseReason.REMOTE_CLOSED);
  }

  /// The latest life of this identity; null if none lives.
  @Nullable Proc latest(Identity identity) {
    List<Proc> living = living(identity);
    return living.isEmpty() ? null : living.getFirst();
  }

  // What is looked at.

  @Override
  void stepping(CoreProc me, PeerTable.Step step, List<Effect> effects) {
    witness.stepping(me, step, effects);
  }

  @Override
  void stepped(CoreProc me, PeerTable before, Input input, PeerTable.Step step) {
    referee.decided(me, before, input, step);
    witness.stepped(me, step);
  }

  @Override
  void read(String content) {
    witness.read(content);
  }
}
