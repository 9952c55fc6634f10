package dev.meshscope.sim;

import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.table.Input;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What goes wrong, and when: drawn from the world's seed. Single thread.
final class Adversary {

  private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

  private final StormWorld world;
  private final SplittableRandom random;
  private final boolean clones;
  private final int favourite;

  Adversary(StormWorld world) {
    this.world = world;
    this.random = world.random.split();
    this.clones = random.nextInt(12) == 0;
    this.favourite = random.nextInt(24);
  }

  /// Plans 3 to 10 disturbances; returns when the last one begins.
  long plan() {
    int count = 3 + random.nextInt(8);
    long at = world.nowNs() + 500 * MS;
    for (int i = 0; i < count; i++) {
      at += random.nextInt(3) == 0 ? random.nextLong(300 * MS) : random.nextLong(6_000 * MS);
      world.agenda.at(at, this::disturb);
    }
    return at;
  }

  private void disturb() {
    world.disturbed(world.nowNs());
    Identity identity = world.identities.get(random.nextInt(world.identities.size()));
    List<Proc> living = world.living(identity);
    Identity another = another(identity);
    if (living.isEmpty() || world.living(another).isEmpty()) {
      return;
    }
    Proc proc = living.getFirst();
    Proc other = world.living(another).getFirst();
    switch (random.nextInt(4) == 0 ? favourite : random.nextInt(24)) {
      case 0, 1 -> restart(proc, CloseReason.REMOTE_CLOSED);
      case 2, 3 -> restart(proc, CloseReason.RESET);
      case 4, 5, 6, 7, 8 -> restart(proc, null);
      case 9, 10 -> freeze(proc, false);
      case 11 -> freeze(proc, true);
      case 12 -> cut(proc, other);
      case 13 -> silence(proc, other, true);
      case 14 -> silence(proc, other, false);
      case 15, 16 -> dial(proc, other);
      case 17, 18 -> {
        dial(proc, other);
        dial(other, proc);
      }
      case 19 -> announceFalsely(proc, other);
      case 20 -> drop(proc, other);
      case 21 -> frozenAndKilled(proc);
      case 22 -> ping(proc, other);
      case 23 -> cloneOf(proc);
      default -> throw new IllegalStateException("no such disturbance");
    }
  }

  private Identity another(Identity identity) {
    int step = 1 + random.nextInt(world.identities.size() - 1);
    return world.identities.get((identity.index() + step) % world.identities.size());
  }

  private void restart(Proc proc, @Nullable CloseReason seenAs) {
    world.kill(proc, seenAs);
    relaunch(proc.identity);
  }

  private void relaunch(Identity identity) {
    long pause =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> random.nextLong(50 * MS);
          case 2 -> 200 * MS + random.nextLong(2_800 * MS);
          default -> 5_000 * MS + random.nextLong(7_000 * MS);
        };
    boolean samePort = random.nextInt(5) == 0;
    boolean stranger = random.nextInt(8) == 0 && world.identities.size() < 6;
    world.disturbed(world.nowNs() + pause);
    world.agenda.in(
        pause,
        () -> {
          if (stranger) {
            Identity fresh =
                Identity.of(world.identities.size(), 0x50000000 + random.nextInt(0x1000));
            world.identities.add(fresh);
            world.start(fresh, false);
          } else if (world.living(identity).isEmpty()) {
            world.start(identity, samePort);
          }
        });
  }

  private void freeze(Proc proc, boolean jump) {
    long pause =
        random.nextInt(3) == 0 ? random.nextLong(1_000 * MS) : random.nextLong(20_000 * MS);
    if (proc.frozen) {
      return;
    }
    world.note(() -> "freeze " + proc.label());
    proc.freeze();
    world.disturbed(world.nowNs() + pause);
    boolean lag = random.nextBoolean();
    world.agenda.in(pause, () -> thaw(proc, pause, jump, lag));
  }

  private void thaw(Proc proc, long pause, boolean jump, boolean lag) {
    if (!proc.alive || !proc.frozen) {
      return;
    }
    world.note(() -> "thaw " + proc.label());
    proc.thawWith(
        () -> {
          if (proc instanceof CoreProc core) {
            if (jump) {
              core.take(new Input.ClockJumped(pause));
            } else if (lag) {
              core.take(new Input.Lagged(pause));
              world.agenda.in(1_000 * MS, () -> core.deliver(() -> core.take(new Input.Lagged(0))));
            }
          }
        });
  }

  private void frozenAndKilled(Proc proc) {
    if (proc.frozen) {
      return;
    }
    world.note(() -> "freeze " + proc.label());
    proc.freeze();
    long pause = random.nextLong(15_000 * MS);
    world.disturbed(world.nowNs() + pause);
    world.agenda.in(
        pause,
        () -> {
          world.kill(proc, random.nextBoolean() ? null : CloseReason.RESET);
          relaunch(proc.identity);
        });
  }

  private void cut(Proc proc, Proc other) {
    long pause = 500 * MS + random.nextLong(14_500 * MS);
    world.note(() -> "cut " + proc.label() + " from " + other.label());
    world.disturbed(world.nowNs() + pause);
    world.network.cut(proc, other, pause);
  }

  private void silence(Proc proc, Proc other, boolean bothWays) {
    world.silencedNs = world.nowNs();
    for (Wire wire : world.network.wires) {
      if (wire.sound()
          && (wire.dialer.owner == proc && wire.acceptor().owner == other
              || wire.dialer.owner == other && wire.acceptor().owner == proc)) {
        world.note(() -> "silence wire " + wire.number);
        if (bothWays) {
          wire.silence(world.nowNs());
        } else {
          wire.troubledNs = world.nowNs();
          (random.nextBoolean() ? wire.dialer : wire.acceptor()).deaf = true;
        }
        if (random.nextBoolean()) {
          return;
        }
      }
    }
  }

  private void dial(Proc from, Proc to) {
    world.note(() -> "dial " + from.label() + " to " + to.label());
    from.deliver(() -> from.dialNow(to));
  }

  private void announceFalsely(Proc proc, Proc other) {
    if (proc instanceof CoreProc core) {
      world.silencedNs = world.nowNs();
      var told = other.sighting();
      core.deliver(
          () ->
              core.take(
                  new Input.Sighted(
                      new dev.meshscope.core.link.Sighting(
                          told.nodeId(), told.name(), told.endpoint(), 9))));
    }
  }

  private void drop(Proc proc, Proc other) {
    world.silencedNs = world.nowNs();
    proc.deliver(
        () -> {
          switch (proc) {
            case CoreProc core -> {
              End end = core.incumbentEnd(other.identity.nodeId());
              if (end != null) {
                core.take(new Input.DropWanted(end.id));
              }
            }
            case RawProc raw -> raw.openEnds().forEach(raw::drop);
            default -> {}
          }
        });
  }

  private void ping(Proc proc, Proc other) {
    if (proc instanceof CoreProc core) {
      End end = core.incumbentEnd(other.identity.nodeId());
      if (end != null) {
        core.deliver(() -> core.take(new Input.PingWanted(end.id)));
      }
    }
  }

  private void cloneOf(Proc proc) {
    if (clones && world.living(proc.identity).size() < 2) {
      world.cloned = true;
      world.note(() -> "clone " + proc.label());
      world.start(proc.identity, false);
    }
  }
}
