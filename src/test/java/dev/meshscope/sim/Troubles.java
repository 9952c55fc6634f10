package dev.meshscope.sim;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.table.Input;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What happens to neighbours, one thing after the other. Single thread.
final class Troubles {

  private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

  /// For so long everything stays well.
  private static final long STAYS_NS = TimeUnit.SECONDS.toNanos(62);

  private final MixedWorld world;
  private final SplittableRandom random;
  private int left;
  private @Nullable Identity before;

  Troubles(MixedWorld world) {
    this.world = world;
    this.random = world.random.split();
    this.left = 1 + random.nextInt(4);
  }

  void begin() {
    // At times the first meeting alone has its minute.
    next(random.nextInt(4) == 0 ? STAYS_NS : 5_000 * MS + random.nextLong(10_000 * MS));
  }

  private void next(long afterNs) {
    world.until(world.nowNs() + afterNs);
    if (left-- > 0) {
      world.until(world.nowNs() + afterNs + MS);
      world.agenda.in(afterNs, this::trouble);
    }
  }

  /// Mostly the next one waits until this one's minute is over; at times it comes soon.
  private void rest() {
    long due = world.witness.allDueNs() - world.nowNs();
    next(
        left == 0
            ? due + STAYS_NS
            : switch (random.nextInt(8)) {
              case 0 -> 1_000 * MS + random.nextLong(5_000 * MS);
              case 1, 2 -> 8_000 * MS + random.nextLong(12_000 * MS);
              default -> due + STAYS_NS;
            });
  }

  private void trouble() {
    // Who was in trouble is often in trouble again.
    Identity identity =
        before != null && random.nextInt(3) > 0
            ? before
            : world.identities.get(random.nextInt(world.identities.size()));
    before = identity;
    Proc proc = world.latest(identity);
    if (proc == null || proc.frozen) {
      rest();
      return;
    }
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> {
        world.kill(proc, random.nextBoolean() ? CloseReason.RESET : CloseReason.REMOTE_CLOSED);
        relaunch(identity);
      }
      case 3 -> {
        world.note(() -> proc.label() + " leaves");
        world.leave(proc);
        relaunch(identity);
      }
      case 4, 5, 6 -> freezeAndRelaunch(proc);
      case 7, 8 -> stopAndContinue(proc);
      case 9 -> spoof(random.nextInt(3) == 0 ? 4 + random.nextInt(20) : 1);
      default -> throw new IllegalStateException("no such trouble");
    }
  }

  private void relaunch(Identity identity) {
    long pause = pause();
    world.until(world.nowNs() + pause + MS);
    world.agenda.in(
        pause,
        () -> {
          world.start(identity);
          rest();
        });
  }

  private long pause() {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextLong(300 * MS);
      case 1 -> 300 * MS + random.nextLong(2_700 * MS);
      default -> 5_000 * MS + random.nextLong(7_000 * MS);
    };
  }

  /// The older life keeps its sockets; later it dies, or, of a deployed node, is continued.
  private void freezeAndRelaunch(Proc proc) {
    world.note(() -> "freeze " + proc.label());
    proc.freeze();
    long pause = random.nextInt(3) == 0 ? 20_000 * MS : pause();
    long later = 8_000 * MS + random.nextLong(67_000 * MS);
    boolean thaws = !proc.ours() && random.nextInt(3) > 0;
    world.until(world.nowNs() + pause + later + MS);
    world.agenda.in(pause, () -> world.start(proc.identity));
    world.agenda.in(pause + later, () -> endOld(proc, thaws));
  }

  private void endOld(Proc old, boolean thaws) {
    if (thaws) {
      long goesOn = 20_000 * MS + random.nextLong(60_000 * MS);
      world.note(() -> "thaw " + old.label());
      old.thawWith(() -> {});
      world.until(world.nowNs() + goesOn + MS);
      world.agenda.in(goesOn, () -> endOld(old, false));
    } else {
      world.kill(old, CloseReason.RESET);
      world.witness.bereft(old.identity);
      rest();
    }
  }

  private void stopAndContinue(Proc proc) {
    world.note(() -> "freeze " + proc.label());
    proc.freeze();
    long pause = random.nextBoolean() ? random.nextLong(3_000 * MS) : random.nextLong(45_000 * MS);
    boolean lag = random.nextBoolean();
    world.until(world.nowNs() + pause + MS);
    world.agenda.in(
        pause,
        () -> {
          world.note(() -> "thaw " + proc.label());
          world.witness.disturbed(proc.identity, proc.label() + " continued");
          proc.thawWith(
              () -> {
                if (lag && proc instanceof CoreProc core) {
                  core.take(new Input.Lagged(pause));
                  world.agenda.in(
                      1_000 * MS, () -> core.deliver(() -> core.take(new Input.Lagged(0))));
                }
              });
          rest();
        });
  }

  /// A peer's id with another's address: once, or in turns with what is true.
  private void spoof(int times) {
    Identity victim = world.identities.get(random.nextInt(world.identities.size()));
    if (world.discovery.lan()) {
      spoof(victim, times, 200 * MS + random.nextLong(4_000 * MS));
    }
    rest();
  }

  private void spoof(Identity victim, int times, long pauseNs) {
    Proc there = world.latest(victim);
    for (Proc hearer : List.copyOf(world.procs)) {
      if (there != null && hearer.alive && hearer.ours() && hearer.identity != victim) {
        NodeId id = victim.nodeId();
        world.note(() -> "spoof " + id + " to " + hearer.label());
        world.lan.spoof(
            hearer,
            there,
            new Sighting(
                id, victim.name(), Source.LAN, List.of(new Endpoint("10.0.0.99", 39_999)), 0));
        world.agenda.in(pauseNs / 2, () -> world.lan.unspoof(hearer, there));
      }
    }
    if (times > 1) {
      world.agenda.in(pauseNs, () -> spoof(victim, times - 1, pauseNs));
    }
  }
}
