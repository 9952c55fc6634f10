package dev.meshscope.sim;

import dev.meshscope.core.link.Sighting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Discovery by mDNS (PROTOCOL 5 and 9): announcements and goodbyes are heard by everybody, and
/// each question makes everybody answer. Single thread.
final class Lan {

  private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(15);

  private final World world;
  private final List<Proc> members = new ArrayList<>();
  private final Map<Proc, Map<Identity, Sighting>> told = new HashMap<>();

  Lan(World world) {
    this.world = world;
  }

  /// @param asksNs how long after its start it looks for others
  /// @param saysNs how long after its start they hear of it
  void started(Proc proc, long asksNs, long saysNs) {
    members.add(proc);
    world.agenda.in(asksNs, () -> proc.deliver(() -> ask(proc)));
    world.agenda.in(saysNs, () -> announce(proc));
    world.agenda.in(EVERY_NS, () -> again(proc));
  }

  private void again(Proc proc) {
    if (proc.alive) {
      if (!proc.frozen) {
        announce(proc);
        ask(proc);
        if (proc instanceof DeployedProc deployed) {
          deployed.browse();
        }
      }
      world.agenda.in(EVERY_NS, () -> again(proc));
    }
  }

  /// Whoever hears the question answers, in any order, and everybody hears the answers.
  private void ask(Proc proc) {
    for (Proc other : List.copyOf(members)) {
      if (other != proc && other.alive && !other.frozen) {
        int most = world.random.nextBoolean() ? 5_000 : 120_000;
        long pause = TimeUnit.MICROSECONDS.toNanos(world.random.nextInt(most));
        world.agenda.in(pause, () -> announce(other));
      }
    }
  }

  private void announce(Proc proc) {
    if (!proc.alive || proc.frozen) {
      return;
    }
    for (Proc hearer : List.copyOf(members)) {
      if (hearer.alive && hearer.identity != proc.identity) {
        world.agenda.in(
            world.network.delayNs(), () -> hearer.deliver(() -> hear(hearer, proc.onLan(), proc)));
      }
    }
  }

  /// What is known already is no news.
  private void hear(Proc hearer, Sighting sighting, Proc of) {
    Map<Identity, Sighting> known = told.computeIfAbsent(hearer, _ -> new HashMap<>());
    if (!sighting.equals(known.put(of.identity, sighting))) {
      hearer.sighted(sighting);
    }
  }

  /// Somebody announces another's id at an address of his own.
  void spoof(Proc hearer, Proc victim, Sighting false_) {
    hearer.deliver(() -> hear(hearer, false_, victim));
  }

  /// And then what is true is heard again.
  void unspoof(Proc hearer, Proc victim) {
    if (victim.alive && !victim.frozen) {
      hearer.deliver(() -> hear(hearer, victim.onLan(), victim));
    }
  }

  /// It stops in order and says so.
  void left(Proc proc) {
    members.remove(proc);
    for (Proc hearer : members) {
      if (hearer.alive && hearer.identity != proc.identity) {
        world.agenda.in(
            world.network.delayNs(),
            () ->
                hearer.deliver(
                    () -> {
                      told.computeIfAbsent(hearer, _ -> new HashMap<>()).remove(proc.identity);
                      hearer.lostOnLan(proc.identity);
                    }));
      }
    }
  }
}
