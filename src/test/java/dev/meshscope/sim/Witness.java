package dev.meshscope.sim;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.table.Effect;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import dev.meshscope.core.wire.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sees from outside whether two hear each other, and holds what ours do against that. Single
/// thread.
final class Witness {

  /// A link that was disturbed is not called well for this long.
  private static final long GRACE_NS = TimeUnit.MILLISECONDS.toNanos(3_500);

  private static final long ARRIVES_NS = TimeUnit.SECONDS.toNanos(2);
  private static final double DIALS_PER_LOOK = 0.02;

  private final MixedWorld world;
  private final List<Pair> pairs = new ArrayList<>();
  private final Map<String, Long> handed = new HashMap<>();
  private final Map<CoreProc, Map<Identity, Proc>> held = new HashMap<>();

  Witness(MixedWorld world) {
    this.world = world;
  }

  // How they are to stand.

  void started(Proc proc) {
    for (Identity other : world.identities) {
      Proc there = other == proc.identity ? null : world.latest(other);
      if (there instanceof CoreProc || there != null && proc instanceof CoreProc) {
        meets(proc, there);
        if (proc instanceof CoreProc && there instanceof CoreProc) {
          meets(there, proc);
        }
      }
    }
  }

  private void meets(Proc one, Proc other) {
    CoreProc ours = one instanceof CoreProc core ? core : (CoreProc) other;
    Proc neighbour = ours == one ? other : one;
    Proc newcomer = one.pid > other.pid ? one : other;
    Pair pair = pair(ours.identity, neighbour.identity);
    boolean silentLife = world.living(newcomer.identity).size() > 1;
    long due =
        silentLife && newcomer == ours
            ? Bounds.besideOurSilentLife(world, ours, neighbour)
            : world.nowNs() + Bounds.afterStart(world, ours, neighbour, newcomer);
    if (silentLife && newcomer == neighbour) {
      due += Bounds.ASKING_NS;
    }
    pair.disturbed(newcomer.label() + " started", due);
    world.until(due + TimeUnit.SECONDS.toNanos(1));
  }

  /// What stood may have suffered.
  void disturbed(Identity who, String what) {
    for (Pair pair : pairs) {
      if (pair.of(who)) {
        long bound = whole(pair) ? 2_000_000_000L : Bounds.afterLoss();
        pair.disturbed(what, Math.max(world.nowNs() + bound, overdue(pair)));
      }
    }
  }

  /// An older life of this identity, which perhaps kept others out, is gone.
  void bereft(Identity who) {
    for (Pair pair : pairs) {
      if (pair.of(who) && !whole(pair)) {
        disturbed(who, "an older life of " + who.name() + " died");
        return;
      }
    }
  }

  private long overdue(Pair pair) {
    return pair.wasBack || pair.dueNs == Long.MAX_VALUE ? Long.MIN_VALUE : pair.dueNs;
  }

  private Pair pair(Identity ours, Identity other) {
    for (Pair pair : pairs) {
      if (pair.ours == ours && pair.other == other) {
        return pair;
      }
    }
    Pair pair = new Pair(ours, other);
    pairs.add(pair);
    return pair;
  }

  /// When all that was disturbed is due.
  long allDueNs() {
    long due = world.nowNs();
    for (Pair pair : pairs) {
      due = pair.dueNs == Long.MAX_VALUE ? due : Math.max(due, pair.dueNs);
    }
    return due;
  }

  /// Looks at every pair.
  void look() {
    for (Pair pair : pairs) {
      if (!runs(pair.ours) || !runs(pair.other)) {
        continue;
      }
      boolean whole = whole(pair);
      if (!whole) {
        pair.dialsAllowed += DIALS_PER_LOOK;
      }
      if (!whole && !pair.told && world.nowNs() >= pair.dueNs) {
        pair.told = true;
        world.violated(
            pair.wasBack ? Finding.DID_NOT_STAY : Finding.NOT_BACK_IN_TIME,
            between(pair) + ", since: " + pair.why);
      }
      pair.wasBack |= whole;
      pair.told &= !whole;
    }
  }

  private String between(Pair pair) {
    return pair.ours.name() + " and " + pair.other.name();
  }

  private boolean runs(Identity identity) {
    Proc latest = world.latest(identity);
    return latest != null && !latest.frozen;
  }

  private boolean whole(Pair pair) {
    Proc ours = world.latest(pair.ours);
    Proc other = world.latest(pair.other);
    return ours != null && other != null && whole(ours, other);
  }

  /// Whether each reads what the other sends it now.
  static boolean whole(Proc one, Proc other) {
    return carries(one, other) && carries(other, one);
  }

  private static boolean carries(Proc from, Proc to) {
    End out = from.outgoing(to.identity.nodeId());
    return out != null && out.wire.sound() && out.other().owner == to && to.reads(out.other());
  }

  // What ours do.

  /// Before anything of the step is true.
  void stepping(CoreProc me, PeerTable.Step step, List<Effect> effects) {
    for (MeshEvent event : step.events()) {
      switch (event) {
        case MeshEvent.Left(_, var peer) -> left(me, peer);
        case MeshEvent.Dialled dialled -> dialled(me, dialled);
        case MeshEvent.ContentReceived(_, _, _, Frame.Message message) -> read(message.content());
        default -> {}
      }
    }
    for (Effect effect : effects) {
      if (effect instanceof Effect.Send(var id, Frame.Message message)) {
        NodeId peer = step.table().transport(id).map(Transport::peer).orElse(null);
        if (peer != null) {
          handed(me, peer, message.content());
        }
      }
    }
  }

  private void left(CoreProc me, NodeId peer) {
    Proc there = latest(peer);
    if (there != null && stood(me, there)) {
      world.violated(Finding.LEFT_WHILE_WHOLE, me.label() + ": " + there.label() + " is there");
    }
  }

  /// Whether both hear each other, or did and nothing has happened since.
  private boolean stood(CoreProc me, Proc there) {
    return me == world.latest(me.identity)
        && !there.frozen
        && (pair(me.identity, there.identity).wasBack || whole(me, there));
  }

  private void dialled(CoreProc me, MeshEvent.Dialled dialled) {
    Proc door = world.network.ports.get(dialled.endpoint().port());
    NodeId peer =
        dialled.expected() != null || door == null ? dialled.expected() : door.identity.nodeId();
    Proc there = peer == null ? null : latest(peer);
    if (peer == null || there == null) {
      return;
    }
    End mine = me.incumbentEnd(peer);
    if (mine != null && well(mine)) {
      world.violated(
          Finding.DIALLED_BESIDE_WELL,
          me.label()
              + ": "
              + dialled.cause()
              + " to "
              + dialled.endpoint()
              + " while wire "
              + mine.wire.number
              + " to "
              + mine.other().owner.label()
              + " answers");
    }
    Pair pair = pair(me.identity, there.identity);
    if (++pair.dials > pair.dialsAllowed) {
      pair.dialsAllowed += 4;
      world.violated(
          Finding.TOO_MANY_DIALS, me.label() + " to " + there.label() + ": " + pair.dials);
    }
  }

  /// Whether who is asked on this link answers, and has for a while.
  private boolean well(End mine) {
    Proc far = mine.wire.established() ? mine.other().owner : null;
    return far != null
        && mine.wire.sound()
        && far.alive
        && !far.frozen
        && calm(far)
        && calm(mine.owner)
        && far.answersOn(mine.other());
  }

  private boolean calm(Proc proc) {
    return proc.troubledNs == Long.MIN_VALUE || world.nowNs() - proc.troubledNs >= GRACE_NS;
  }

  private @Nullable Proc latest(NodeId peer) {
    for (Identity identity : world.identities) {
      if (identity.nodeId().equals(peer)) {
        return world.latest(identity);
      }
    }
    return null;
  }

  // What is handed arrives where a usable link stands.

  /// Somebody gave this to a socket.
  void handed(Proc me, NodeId peer, String content) {
    Proc there = latest(peer);
    boolean stood =
        me instanceof CoreProc ours && there != null && stood(ours, there)
            || there instanceof CoreProc theirs
                && me == world.latest(me.identity)
                && stood(theirs, me);
    if (there != null && stood) {
      long from = world.nowNs();
      handed.put(content, from);
      world.agenda.in(ARRIVES_NS, () -> arrived(me, there, content, from));
    }
  }

  private void arrived(Proc me, Proc there, String content, long from) {
    boolean missing = handed.remove(content) != null;
    if (missing && undisturbed(me, from) && undisturbed(there, from)) {
      world.violated(Finding.HANDED_AND_LOST, me.label() + ": " + content + " to " + there.label());
    }
  }

  private static boolean undisturbed(Proc proc, long from) {
    return proc.alive && !proc.frozen && proc.troubledNs < from;
  }

  void read(String content) {
    handed.remove(content);
  }

  // Who holds the slot.

  void stepped(CoreProc me, PeerTable.Step step) {
    for (MeshEvent event : step.events()) {
      if (event instanceof MeshEvent.Live(_, var id, _, var reason, _) && reason != null) {
        End end = me.ends.get(id);
        if (end != null && end.wire.established()) {
          holds(me, end.other().owner);
        }
      }
    }
  }

  private void holds(CoreProc me, Proc holder) {
    Map<Identity, Proc> known = held.computeIfAbsent(me, _ -> new HashMap<>());
    Proc latest = known.get(holder.identity);
    if (latest == null || latest.pid <= holder.pid) {
      known.put(holder.identity, holder);
    } else if (latest.alive && !latest.frozen && calm(latest)) {
      world.violated(
          Finding.REPLACED_LIFE_BACK,
          me.label()
              + ": "
              + holder.label()
              + " holds the slot again, "
              + latest.label()
              + " lives");
    }
  }
}
