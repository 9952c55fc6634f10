package dev.meshscope.sim;

import dev.meshscope.core.link.Settings;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run: two or three identities, their processes, a bad network between them, and what goes
/// wrong with all of it. Single thread.
final class StormWorld extends World {

  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
  private static final int CALM_SECONDS = 6;

  final Registry registry;
  final boolean raw;
  private long disturbedNs;

  /// How long after the last disturbance all was at rest.
  long settledNs;

  /// @param strict whether the first finding ends the run
  /// @param trace where to write what happens; null: nowhere
  StormWorld(
      long seed,
      Settings settings,
      Mutation mutation,
      boolean strict,
      @Nullable List<String> trace) {
    super(seed, false, settings, mutation, strict, trace);
    this.registry = new Registry(this, random.nextBoolean());
    this.raw = random.nextInt(3) == 0;
    int count = random.nextInt(5) == 0 ? 3 : 2;
    boolean swapped = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      identities.add(Identity.of(i, 0x50000000 + (swapped ? 9 - i : i)));
    }
  }

  @Override
  void stepped(CoreProc me, PeerTable before, Input input, PeerTable.Step step) {
    referee.stepped(me, before, input, step);
  }

  @Override
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

  Proc start(Identity identity, boolean samePort) {
    int port = newPort();
    if (samePort) {
      for (Proc before : procs) {
        if (before.identity == identity && !before.alive) {
          port = before.port;
        }
      }
    }
    int pid = newPid();
    boolean asRaw = raw && identity.index() == 1;
    Proc proc =
        asRaw
            ? new RawProc(this, identity, port, pid, (identity.nodeId().hashCode() & 1) == 0)
            : new CoreProc(this, identity, port, pid, settings);
    started(proc);
    registry.started(proc);
    return proc;
  }
}
