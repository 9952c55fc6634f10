package dev.meshscope.sim;

import dev.meshscope.core.identity.NodeId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The loopback registry (PROTOCOL 5): entries written and scanned every 5 s, perhaps watched, dead
/// ones deleted. Single thread.
final class Registry {

  private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(5);
  private static final long TOO_OLD_NS = TimeUnit.SECONDS.toNanos(30);
  private static final long[] FIRST_SCANS_MS = {0, 300, 1200, 3000};

  private record Entry(Proc proc, long writtenNs) {}

  private final World world;
  private final boolean watched;
  private final Map<NodeId, Entry> entries = new LinkedHashMap<>();
  private final Map<Proc, Set<Identity>> seen = new LinkedHashMap<>();

  Registry(World world, boolean watched) {
    this.world = world;
    this.watched = watched;
  }

  void started(Proc proc) {
    started(proc, 0);
  }

  /// @param lateNs how long after its start its entry appears
  void started(Proc proc, long lateNs) {
    if (lateNs == 0) {
      write(proc);
    } else {
      world.agenda.in(lateNs, () -> proc.deliver(() -> write(proc)));
    }
    for (long at : FIRST_SCANS_MS) {
      world.agenda.in(TimeUnit.MILLISECONDS.toNanos(at), () -> proc.deliver(() -> scan(proc)));
    }
    world.agenda.in(EVERY_NS, () -> again(proc));
  }

  private void again(Proc proc) {
    if (proc.alive) {
      proc.deliver(
          () -> {
            write(proc);
            scan(proc);
          });
      world.agenda.in(EVERY_NS, () -> again(proc));
    }
  }

  private void write(Proc proc) {
    Entry before = entries.put(proc.identity.nodeId(), new Entry(proc, world.nowNs()));
    if (watched && (before == null || before.proc() != proc)) {
      for (Proc other : world.procs) {
        if (other.alive && other.watches() && other.identity != proc.identity) {
          long delay = TimeUnit.MILLISECONDS.toNanos(5 + world.random.nextInt(45));
          world.agenda.in(delay, () -> other.deliver(() -> saw(other, proc)));
        }
      }
    }
  }

  /// It stops in order and takes its entry along.
  void left(Proc proc) {
    entries.computeIfPresent(
        proc.identity.nodeId(), (_, entry) -> entry.proc() == proc ? null : entry);
  }

  private void scan(Proc proc) {
    for (Entry entry : List.copyOf(entries.values())) {
      Proc found = entry.proc();
      boolean valid = found.alive && world.nowNs() - entry.writtenNs() < TOO_OLD_NS;
      if (!found.alive) {
        entries.remove(found.identity.nodeId());
      }
      if (found.identity != proc.identity && valid) {
        saw(proc, found);
      }
    }
    Set<Identity> known = seen.computeIfAbsent(proc, _ -> new HashSet<>());
    for (Identity identity : world.identities) {
      Entry entry = entries.get(identity.nodeId());
      boolean there = entry != null && world.nowNs() - entry.writtenNs() < TOO_OLD_NS;
      if (!there && known.remove(identity)) {
        proc.unsighted(identity);
      }
    }
  }

  private void saw(Proc proc, Proc found) {
    seen.computeIfAbsent(proc, _ -> new HashSet<>()).add(found.identity);
    proc.sighted(found.sighting());
  }
}
