package dev.meshscope.core.table;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.judge.Evidence;
import dev.meshscope.core.judge.Judge;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.ProbeState;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Who takes and keeps a slot. Carries out what the judge says; the rule itself is [Judge]. Pure;
/// on the thread that steps the table.
final class Claims {
  private Claims() {}

  /// What has come already is read within this time, and our own lag.
  private static final long UNREAD_NS = TimeUnit.MILLISECONDS.toNanos(100);

  /// A transport whose remote has said who it is wants its slot.
  static Turn claim(Turn turn, TransportId id) {
    Transport newcomer = turn.table().transports().get(id);
    Peer peer = newcomer == null ? null : peer(turn, newcomer.peer());
    if (newcomer == null || peer == null) {
      return turn;
    }
    Kind kind = newcomer.route().kind();
    Slot slot = peer.slot(kind);
    if (slot.challenge() != null) {
      Transport earlier = turn.table().transports().get(slot.challenge().challenger());
      boolean stranger =
          earlier != null && !Objects.equals(newcomer.incarnation(), earlier.incarnation());
      if (stranger && newcomer.couldProve()) {
        // Words push nobody aside: it has its say when it has proven what it says, or is refused.
        return turn;
      }
      if (earlier != null && !Contest.takesPlaceOf(turn.table(), newcomer, earlier)) {
        return refuse(turn, peer, slot, newcomer, Reason.DUPLICATE);
      }
      // The wait goes on from where it was, so that a storm of redials cannot postpone it for ever.
      Turn next =
          earlier == null
              ? turn
              : Endings.close(turn, earlier.id(), CloseReason.NEWER_CHALLENGER, Cause.none());
      return challenge(next, id, peer.id(), slot.challenge());
    }
    if (slot.incumbent() != null) {
      return challenge(turn, id, peer.id(), null);
    }
    return isToProve(turn, newcomer) ? turn : settle(turn, newcomer, peer);
  }

  /// Who says that it can prove itself has the time to, and waits until it has: a false proof never
  /// holds an empty slot.
  private static boolean isToProve(Turn turn, Transport newcomer) {
    return newcomer.couldProve() && turn.nowNs() < Deadlines.proofDue(turn.table(), newcomer);
  }

  /// It takes its empty slot, unless the peer stands elsewhere and has proven itself there.
  private static Turn settle(Turn turn, Transport newcomer, Peer peer) {
    Slot proven = provenElsewhere(turn.table(), peer, newcomer);
    return proven == null
        ? live(turn, newcomer, peer, heldBefore(peer, newcomer.route().kind()))
        : refuse(turn, peer, proven, newcomer, Reason.DUPLICATE);
  }

  /// The slot of the other kind if who holds it has proven its life and the newcomer has not:
  /// whoever copies an id and a key does not become a second way to the peer. Null: nothing is to
  /// be proven.
  private static @Nullable Slot provenElsewhere(PeerTable table, Peer peer, Transport newcomer) {
    for (Kind kind : Kind.values()) {
      Transport incumbent = table.incumbent(peer, kind);
      if (incumbent != null && incumbent.greeting().proven() && !newcomer.greeting().proven()) {
        return peer.slot(kind);
      }
    }
    return null;
  }

  /// Whether an empty slot always was empty, as far as is remembered.
  private static Reason heldBefore(Peer peer, Kind kind) {
    boolean held =
        peer.past().ended().stream().anyMatch(one -> one.kind() == kind && one.heldSlot());
    return held ? Reason.INCUMBENT_CLOSED : Reason.FIRST;
  }

  /// The time to prove what it said while another one waited is over.
  static Turn unproven(Turn turn, Transport newcomer) {
    Peer peer = peer(turn, newcomer.peer());
    if (peer == null) {
      return Endings.close(turn, newcomer.id(), CloseReason.FORGOTTEN, Cause.none());
    }
    Slot slot = peer.slot(newcomer.route().kind());
    Transport incumbent = turn.table().incumbent(peer, newcomer.route().kind());
    // Over who waited as long and has proven as little it has its say as any newcomer.
    boolean other = incumbent != null && !incumbent.couldProve();
    return slot.challenge() != null || other
        ? refuse(turn, peer, slot, newcomer, Reason.DUPLICATE)
        : claim(turn, newcomer.id());
  }

  private static Turn challenge(
      Turn turn, TransportId id, NodeId peerId, @Nullable Challenge inherited) {
    Peer peer = peer(turn, peerId);
    Transport newcomer = turn.table().transports().get(id);
    if (peer == null || newcomer == null) {
      return turn;
    }
    Kind kind = newcomer.route().kind();
    Transport incumbent = turn.table().incumbent(peer, kind);
    if (incumbent == null) {
      return isToProve(turn, newcomer) ? turn : live(turn, newcomer, peer, Reason.INCUMBENT_CLOSED);
    }
    Policy policy = turn.table().settings().policy();
    Challenge asked = inherited != null && inherited.answeredNs() < 0 ? inherited : null;
    long fresh = Contest.probeWaitNs(turn.table(), incumbent, policy);
    long unanswered =
        Contest.asked(turn.table(), incumbent, Long.MIN_VALUE, fresh, turn.nowNs())
                instanceof ProbeState.Unanswered(long forNs)
            ? forNs
            : 0;
    // A ping that has gone unanswered for longer than a probe may take was the probe: only what may
    // lie unread in our own socket is waited for.
    long askedNs = asked == null ? turn.nowNs() - unanswered : asked.sinceNs();
    // Never longer than if it were asked now: our own lag may be over since then.
    long most = asked == null ? unanswered + fresh : asked.probeWaitNs();
    long wait =
        unanswered > 0
            ? Math.min(most, turn.nowNs() - askedNs + UNREAD_NS + turn.table().loopLagNs())
            : Math.min(most, turn.nowNs() - askedNs + fresh);
    Turn next =
        turn.tell(
            new MeshEvent.Challenged(
                turn.nowNs(),
                id,
                peerId,
                incumbent.id(),
                asked == null ? turn.nowNs() : asked.heldNs(),
                askedNs,
                wait));
    next = judge(next, peerId, kind);
    return asked == null && policy.rule() == Rule.PROBE && waits(next, peerId, kind, id)
        ? next.ping(incumbent.id())
        : next;
  }

  private static boolean waits(Turn turn, NodeId peerId, Kind kind, TransportId id) {
    Peer peer = peer(turn, peerId);
    Challenge challenge = peer == null ? null : peer.slot(kind).challenge();
    return challenge != null && challenge.challenger().equals(id);
  }

  /// Judges every contested slot of this peer anew.
  static Turn judgeAll(Turn turn, NodeId peerId) {
    Turn next = turn;
    for (Kind kind : Kind.values()) {
      next = judge(next, peerId, kind);
    }
    return next;
  }

  /// Judges this slot anew, if it is contested.
  static Turn judge(Turn turn, NodeId peerId, Kind kind) {
    Peer peer = peer(turn, peerId);
    Slot slot = peer == null ? Slot.EMPTY : peer.slot(kind);
    Challenge challenge = slot.challenge();
    Transport challenger =
        challenge == null ? null : turn.table().transports().get(challenge.challenger());
    if (peer == null || challenge == null || challenger == null) {
      return turn;
    }
    if (slot.incumbent() == null) {
      return isToProve(turn, challenger)
          ? turn
          : live(turn, challenger, peer, Reason.INCUMBENT_CLOSED);
    }
    Policy policy = turn.table().settings().policy();
    Evidence evidence =
        Contest.evidence(turn.table(), peer, slot, challenge, challenger, turn.nowNs());
    Verdict verdict = Judge.decide(policy, evidence);
    Turn next = announce(turn, peer, kind, challenge, verdict);
    return switch (verdict.decision()) {
      case PROMOTE -> promote(next, peer, slot, challenger, verdict.reason());
      case REFUSE -> refuse(next, peer, slot, challenger, verdict.reason());
      case HOLD -> next;
    };
  }

  private static Turn announce(
      Turn turn, Peer peer, Kind kind, Challenge challenge, Verdict verdict) {
    Verdict said = challenge.said();
    if (said != null
        && said.decision() == verdict.decision()
        && said.reason() == verdict.reason()) {
      return turn;
    }
    Turn next =
        turn.tell(
            new MeshEvent.Judged(
                turn.nowNs(), challenge.challenger(), peer.id(), verdict, Judge.others(verdict)));
    return verdict.reason() == Reason.FLAPPING
        ? next.tell(
            new MeshEvent.Flap(turn.nowNs(), peer.id(), kind, verdict.evidence().promotions()))
        : next;
  }

  private static Turn promote(
      Turn turn, Peer peer, Slot slot, Transport challenger, Reason reason) {
    MeshEvent promoted =
        new MeshEvent.Promoted(
            turn.nowNs(),
            challenger.id(),
            peer.id(),
            slot.incumbent(),
            reason,
            gapNs(turn, peer, challenger));
    return live(turn.tell(promoted), challenger, peer, reason);
  }

  /// Takes the slot, whoever held it before.
  private static Turn live(Turn turn, Transport transport, Peer peer, Reason reason) {
    // Who has lost its last transport in this step has not left yet.
    boolean joins = !peer.joined() && turn.before().peer(peer.id()).filter(Peer::joined).isEmpty();
    Turn next =
        turn.tell(
            new MeshEvent.Live(
                turn.nowNs(), transport.id(), peer.id(), reason, gapNs(turn, peer, transport)));
    if (joins && transport.greeting().theirs() != null) {
      next =
          next.tell(
              new MeshEvent.Joined(
                  turn.nowNs(), peer.id(), transport.greeting().theirs().name(), transport.id()));
    }
    if (Credence.of(next.table(), peer, transport).fell()) {
      next =
          next.tell(
              new MeshEvent.NotProven(
                  turn.nowNs(), peer.id(), transport.id(), transport.couldProve()));
    }
    for (Frame frame : transport.greeting().early().frames()) {
      next =
          next.tell(new MeshEvent.ContentReceived(turn.nowNs(), transport.id(), peer.id(), frame));
    }
    // Prove it both ways at once (DESIGN 4).
    next = next.ping(transport.id());
    return transport.greeting().proven() ? proven(next, transport.id()) : next;
  }

  /// The peer has proven itself where it stands: a way of the other kind that has not is somebody
  /// else's, who took the place while it was away.
  static Turn proven(Turn turn, TransportId id) {
    Transport proven = turn.table().transports().get(id);
    Peer peer = proven == null ? null : peer(turn, proven.peer());
    if (proven == null || peer == null || !proven.state().holdsSlot()) {
      return turn;
    }
    Turn next = turn;
    for (Kind kind : Kind.values()) {
      Transport other = next.table().incumbent(peer, kind);
      if (other != null && !other.greeting().proven()) {
        next = refuse(next, peer, peer.slot(proven.route().kind()), other, Reason.UNPROVEN);
      }
    }
    return next;
  }

  private static long gapNs(Turn turn, Peer peer, Transport newcomer) {
    long last = peer.past().lastHeardNs();
    for (TransportId id : peer.transports()) {
      Transport other = turn.table().transports().get(id);
      if (other != null && !other.id().equals(newcomer.id())) {
        last = Math.max(last, other.pulse().lastHeardNs());
      }
    }
    return last < 0 ? -1 : Math.max(0, turn.nowNs() - last);
  }

  private static Turn refuse(Turn turn, Peer peer, Slot slot, Transport challenger, Reason reason) {
    Turn next =
        turn.tell(
            new MeshEvent.Refused(
                turn.nowNs(), challenger.id(), peer.id(), slot.incumbent(), reason));
    Incarnation claimed = challenger.incarnation();
    if (claimed != null && (reason == Reason.SUPERSEDED || reason == Reason.CLONE)) {
      next = next.tell(new MeshEvent.SupersededReturned(turn.nowNs(), peer.id(), claimed));
      Incarnation newer = peer.life().current();
      if (reason == Reason.CLONE && !peer.life().cloned() && newer != null) {
        next = next.tell(new MeshEvent.Clone(turn.nowNs(), peer.id(), newer, claimed));
      }
    }
    next = next.send(challenger.id(), new Frame.Fault(Frame.Fault.DUPLICATE_NODE, reason.id()));
    return Endings.close(next, challenger.id(), CloseReason.REFUSED, Cause.of(reason));
  }

  /// Whoever waited for a slot that is empty now takes it.
  static Turn succeed(Turn turn, NodeId id) {
    Turn next = turn;
    for (Kind kind : Kind.values()) {
      Peer peer = peer(next, id);
      if (peer != null && peer.slot(kind).incumbent() == null) {
        next = judge(next, id, kind);
      }
    }
    return next;
  }

  private static @Nullable Peer peer(Turn turn, @Nullable NodeId id) {
    return id == null ? null : turn.table().peers().get(id);
  }
}
