package dev.meshscope.sim;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.State;
import dev.meshscope.core.table.Transport;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Knows which links really live, and holds each decision of a core against that. Single thread.
final class Referee {

  /// After a disturbance a link is not called healthy for this long.
  private static final long GRACE_NS = TimeUnit.MILLISECONDS.toNanos(3_500);

  private final World world;
  private final Set<Proc> greeted = new HashSet<>();
  private final Map<String, Integer> restarts = new HashMap<>();

  Referee(World world) {
    this.world = world;
  }

  void stepped(CoreProc me, PeerTable before, Input input, PeerTable.Step step) {
    if (input instanceof Input.Sighted(var sighting)) {
      sighted(me, before, sighting);
    }
    decided(me, before, input, step);
    for (MeshEvent event : step.events()) {
      switch (event) {
        case MeshEvent.HandshakeReceived received -> greeted(me, before, received);
        case MeshEvent.SupersededReturned(long at, var peer, _) -> {
          Peer after = step.table().peers().get(peer);
          long recent =
              after == null
                  ? 0
                  : after.life().returnsNs().stream().filter(t -> at - t < 60_000_000_000L).count();
          if (recent >= 2 && after != null && !after.life().cloned()) {
            world.violated(Finding.CLONE_NOT_TOLD, me.label() + ": " + peer);
          }
        }
        default -> {}
      }
    }
  }

  /// What was decided about links, right or wrong.
  void decided(CoreProc me, PeerTable before, Input input, PeerTable.Step step) {
    for (MeshEvent event : step.events()) {
      switch (event) {
        case MeshEvent.Promoted promoted -> promoted(me, before, step.table(), promoted);
        case MeshEvent.Refused refused -> refused(me, before, refused);
        case MeshEvent.Closed closed -> closed(me, before, input, closed);
        default -> {}
      }
    }
  }

  /// Whether this link works in both directions and did so for a while.
  boolean healthy(Wire wire) {
    return wire.sound()
        && calm(wire.troubledNs)
        && runs(wire.dialer.owner)
        && runs(wire.acceptor().owner)
        && calm(world.network.troubledNs(wire.dialer.owner, wire.acceptor().owner))
        && known(wire.dialer)
        && known(wire.acceptor());
  }

  private boolean runs(Proc proc) {
    return proc.alive && !proc.frozen && calm(proc.troubledNs);
  }

  private boolean calm(long sinceNs) {
    return sinceNs == Long.MIN_VALUE || world.nowNs() - sinceNs >= GRACE_NS;
  }

  private static boolean known(End end) {
    return end.owner.answersOn(end);
  }

  private void promoted(
      CoreProc me, PeerTable before, PeerTable after, MeshEvent.Promoted promoted) {
    TransportId replaced = promoted.replaced();
    if (replaced == null) {
      return;
    }
    if (promoted.reason() == Reason.PEER_RESTARTED
        && restarts.merge(me.label() + promoted.peer(), 1, Integer::sum)
            > world.lives(promoted.peer())) {
      world.violated(Finding.ENDLESS_SWAPPING, me.label() + ": " + promoted.peer());
    }
    Transport draining = after.transports().get(replaced);
    Transport holder = after.transports().get(promoted.transport());
    if (draining == null || draining.state() != State.DRAINING || holder == null) {
      world.violated(Finding.BROKEN_BEFORE_MADE, me.label() + ": " + promoted);
    }
    End old = me.ends.get(replaced);
    End young = me.ends.get(promoted.transport());
    if (old == null || young == null || !healthy(old.wire)) {
      return;
    }
    boolean legitimate =
        switch (promoted.reason()) {
          case DUAL_DIAL ->
              old.dialled != young.dialled
                  && young.dialled == me.identity.smallerThan(old.other().owner.identity);
          case DUPLICATE -> old.dialled == young.dialled && young.wire.number < old.wire.number;
          case PEER_RESTARTED -> old.other().owner.pid < young.other().owner.pid || world.cloned;
          default -> false;
        };
    if (!legitimate) {
      world.violated(
          Finding.FALSE_REPLACEMENT,
          me.label() + ": " + promoted.reason().id() + " over the live " + replaced);
    }
  }

  private void refused(CoreProc me, PeerTable before, MeshEvent.Refused refused) {
    End newcomer = me.ends.get(refused.transport());
    End incumbent = refused.incumbent() == null ? null : me.ends.get(refused.incumbent());
    if (newcomer == null
        || incumbent == null
        || refused.reason() == Reason.SUPERSEDED
        || refused.reason() == Reason.CLONE
        || (refused.reason() == Reason.UNPROVEN && !couldProve(me, newcomer.other().owner))
        || !newcomer.wire.sound()
        || !newcomer.other().owner.alive
        || incumbent.other().owner.alive) {
      return;
    }
    TransportId waiting =
        before
            .peer(refused.peer())
            .map(p -> p.direct().challenge() == null ? null : p.direct().challenge().challenger())
            .orElse(null);
    End other =
        waiting == null || waiting.equals(refused.transport()) ? null : me.ends.get(waiting);
    // Of two raw newcomers that were dialled by either end one cannot tell which process still
    // lives:
    // the rule for dual dials goes first, healing comes after 3 s.
    // What the dead one said before it died may still arrive after the newcomer's handshake.
    boolean lastWords =
        world.nowNs() - incumbent.other().owner.diedNs < 2 * world.network.maxDelayNs;
    boolean excused =
        !newcomer.other().owner.ours() && lastWords
            || other != null
                && (other.other().owner.alive
                    || !newcomer.other().owner.ours() && other.dialled != newcomer.dialled);
    if (!excused) {
      world.violated(
          Finding.RESTARTED_REFUSED,
          me.label()
              + ": "
              + refused.reason().id()
              + " "
              + refused.transport()
              + " from "
              + newcomer.other().owner.label()
              + ", kept the dead "
              + refused.incumbent());
    }
  }

  private void closed(CoreProc me, PeerTable before, Input input, MeshEvent.Closed closed) {
    Transport gone = before.transports().get(closed.transport());
    End end = me.ends.get(closed.transport());
    if (gone == null || end == null || !gone.state().holdsSlot()) {
      return;
    }
    boolean wanted = input instanceof Input.DropWanted || input instanceof Input.StopWanted;
    if (closed.reason().byUs() && !wanted && healthy(end.wire)) {
      world.violated(
          Finding.LIVE_LINK_CLOSED, me.label() + ": " + closed.reason().id() + " " + end.id);
    }
  }

  // A restarted peer is back in time.

  private void greeted(CoreProc me, PeerTable before, MeshEvent.HandshakeReceived received) {
    NodeId peer = received.handshake().nodeId();
    End end = me.ends.get(received.transport());
    TransportId incumbent = before.peer(peer).map(p -> p.direct().incumbent()).orElse(null);
    End old = incumbent == null ? null : me.ends.get(incumbent);
    if (end == null || old == null || old.other().owner.alive || world.clones(peer) > 1) {
      return;
    }
    Proc newcomer = end.other().owner;
    // An older clone is back behind a younger, dead one: its word alone does not count.
    if (!greeted.add(newcomer) || newcomer.pid < old.other().owner.pid) {
      return;
    }
    boolean ours = newcomer.ours();
    boolean damped =
        before.peer(peer).map(p -> p.direct().promotionsInWindow(world.nowNs())).orElse(0)
            >= Policy.FLAP_PROMOTIONS;
    if (!ours && damped) {
      return;
    }
    long bound =
        ours
            ? 2 * world.network.maxDelayNs + 2_000_000
            : 1_500_000_000L + before.loopLagNs() + 12_000_000;
    long from = world.nowNs();
    world.agenda.in(bound, () -> back(me, newcomer, end, from));
  }

  private void back(CoreProc me, Proc newcomer, End end, long from) {
    boolean undisturbed =
        undisturbed(me, from)
            && undisturbed(newcomer, from)
            && world.network.troubledNs(me, newcomer) < from
            && world.clones(newcomer.identity.nodeId()) == 1
            && end.wire.troubledNs < from
            && world.silencedNs < from
            && end.wire.sound();
    End held = me.incumbentEnd(newcomer.identity.nodeId());
    if (undisturbed && (held == null || held.other().owner != newcomer)) {
      world.violated(
          Finding.RESTARTED_LATE,
          me.label() + ": " + newcomer.label() + " is not back on " + end.id + " in time");
    }
  }

  private void sighted(CoreProc me, PeerTable before, Sighting sighting) {
    Sighting known = before.peer(sighting.nodeId()).map(Peer::sighting).orElse(null);
    Proc seen = null;
    for (Proc proc : world.procs) {
      seen = proc.alive && proc.pid == sighting.pid() ? proc : seen;
    }
    if (seen == null
        || sighting.equals(known)
        || !me.identity.smallerThan(seen.identity)
        || world.cloned
        || world.network.losesRequests()) {
      return;
    }
    Proc newcomer = seen;
    boolean damped =
        before
                .peer(sighting.nodeId())
                .map(p -> p.direct().promotionsInWindow(world.nowNs()))
                .orElse(0)
            >= Policy.FLAP_PROMOTIONS;
    // A deployed node that knows us from before decides by its own rule.
    if (!newcomer.ours() && (damped || newcomer.pid < me.pid)) {
      return;
    }
    long from = world.nowNs();
    long bound = 5 * world.network.maxDelayNs + 1_550_000_000L + before.loopLagNs();
    // A deployed node that has never answered on its link may be unable to: it is healed first, and
    // whoever waits for a contested slot may turn out to be such a one.
    boolean contested =
        before.peer(sighting.nodeId()).map(p -> p.direct().challenge() != null).orElse(false);
    Transport held = me.incumbent(sighting.nodeId());
    boolean unproven = held != null && !held.pulse().roundTrips().measured();
    boolean healed = !newcomer.ours() && (contested || unproven);
    long heals = healed ? 2 * Settings.HEAL_AFTER_NS : 0;
    world.agenda.in(bound + heals, () -> linked(me, newcomer, from));
  }

  private void linked(CoreProc me, Proc newcomer, long from) {
    boolean undisturbed =
        undisturbed(me, from)
            && undisturbed(newcomer, from)
            && world.network.troubledNs(me, newcomer) < from
            && world.clones(newcomer.identity.nodeId()) == 1
            && !world.cloned
            && world.silencedNs < from
            // A deployed node that still holds a link of ours, or was dialled by address too,
            // refuses by its own rule.
            && !(newcomer instanceof RawProc raw
                && (raw.connectedTo(me.identity.nodeId())
                    || me.table().targets().containsKey(raw.endpoint())));
    End held = me.incumbentEnd(newcomer.identity.nodeId());
    if (undisturbed && (held == null || held.other().owner != newcomer)) {
      world.violated(
          Finding.NEW_LIFE_LATE,
          me.label() + ": sees " + newcomer.label() + " and has no link to it");
    }
  }

  /// Whether it had the time to prove itself.
  private boolean couldProve(CoreProc me, Proc newcomer) {
    return undisturbed(newcomer, world.nowNs() - 2 * GRACE_NS)
        && calm(world.network.troubledNs(me, newcomer));
  }

  private static boolean undisturbed(Proc proc, long from) {
    return proc.alive && !proc.frozen && proc.troubledNs < from;
  }

  // At rest.

  /// What is not settled yet between two identities; null if all is.
  @Nullable String unsettled() {
    for (Proc one : world.procs) {
      if (one instanceof CoreProc me && me.alive) {
        for (Proc other : world.procs) {
          if (other.alive && other.identity != me.identity) {
            String open = unsettled(me, other);
            if (open != null) {
              return me.label() + " and " + other.label() + ": " + open;
            }
          }
        }
      }
    }
    return null;
  }

  private @Nullable String unsettled(CoreProc me, Proc other) {
    NodeId peer = other.identity.nodeId();
    End mine = me.incumbentEnd(peer);
    if (world.clones(me.identity.nodeId()) > 1) {
      return null;
    }
    if (mine == null) {
      return "no link";
    }
    Proc far = mine.other().owner;
    if (!mine.wire.sound() || !far.alive) {
      return "a dead link";
    }
    if (world.clones(peer) > 1) {
      return null;
    }
    if (Objects.requireNonNull(me.incumbent(peer)).state() == State.SUSPECT) {
      return "a suspect link";
    }
    boolean agreed =
        switch (far) {
          case CoreProc theirs -> {
            End held = theirs.incumbentEnd(me.identity.nodeId());
            yield held != null && held.wire == mine.wire;
          }
          case RawProc raw -> raw.answersOn(mine.other());
          default -> false;
        };
    if (!agreed) {
      return "two ends, two links";
    }
    return me.table().peer(peer).map(p -> p.direct().challenge() != null).orElse(false)
        ? "contested"
        : null;
  }
}
