package dev.meshscope.core.table;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.judge.Evidence;
import dev.meshscope.core.judge.Judge;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.judge.Rule;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who takes, keeps and leaves a slot. Carries out what the judge says and what closing means; the
/// rule itself is [Judge]. Pure; on the thread that steps the table.
final class Slots {
  private Slots() {}

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
              : closeQuietly(turn, earlier.id(), CloseReason.NEWER_CHALLENGER, "");
      return challenge(next, id, peer.id(), slot.challenge());
    }
    if (slot.incumbent() != null) {
      return challenge(turn, id, peer.id(), null);
    }
    Slot proven = provenElsewhere(turn.table(), peer, newcomer);
    if (proven == null) {
      return live(turn, newcomer, peer, heldBefore(peer, kind));
    }
    return newcomer.couldProve() ? turn : refuse(turn, peer, proven, newcomer, Reason.DUPLICATE);
  }

  /// The slot of the other kind if who holds it has proven its life and the newcomer has not:
  /// whoever copies an id and a key does not become a second way to the peer. Null: nothing is to
  /// be proven.
  private static @Nullable Slot provenElsewhere(PeerTable table, Peer peer, Transport newcomer) {
    for (Kind kind : Kind.values()) {
      TransportId held = peer.slot(kind).incumbent();
      Transport incumbent = held == null ? null : table.transports().get(held);
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
      return closeQuietly(turn, newcomer.id(), CloseReason.FORGOTTEN, "");
    }
    Slot slot = peer.slot(newcomer.route().kind());
    Slot proven = provenElsewhere(turn.table(), peer, newcomer);
    return slot.incumbent() == null && slot.challenge() == null && proven == null
        ? claim(turn, newcomer.id())
        : refuse(turn, peer, proven == null ? slot : proven, newcomer, Reason.DUPLICATE);
  }

  private static Turn challenge(
      Turn turn, TransportId id, NodeId peerId, @Nullable Challenge inherited) {
    Peer peer = peer(turn, peerId);
    Transport newcomer = turn.table().transports().get(id);
    if (peer == null || newcomer == null) {
      return turn;
    }
    Kind kind = newcomer.route().kind();
    TransportId incumbentId = peer.slot(kind).incumbent();
    Transport incumbent = incumbentId == null ? null : turn.table().transports().get(incumbentId);
    if (incumbent == null) {
      return live(turn, newcomer, peer, Reason.INCUMBENT_CLOSED);
    }
    Policy policy = turn.table().settings().policy();
    Challenge asked = inherited != null && inherited.answeredNs() < 0 ? inherited : null;
    long askedNs = asked == null ? turn.nowNs() : asked.sinceNs();
    long fresh = Contest.probeWaitNs(turn.table(), incumbent, policy);
    // Never longer than if it were asked now: our own lag may be over since then.
    long wait =
        asked == null ? fresh : Math.min(asked.probeWaitNs(), turn.nowNs() - askedNs + fresh);
    Turn next =
        turn.tell(
            new MeshEvent.Challenged(turn.nowNs(), id, peerId, incumbent.id(), askedNs, wait));
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
      return live(turn, challenger, peer, Reason.INCUMBENT_CLOSED);
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
                turn.nowNs(),
                challenge.challenger(),
                peer.id(),
                verdict,
                verdict.policy().others().stream()
                    .map(other -> Judge.decide(other, verdict.evidence()))
                    .toList()));
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
    // Where somebody waited, somebody held the slot until just now: the peer had joined before.
    boolean joins = !peer.present() && !peer.contested() && peer.draining().isEmpty();
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
    for (Frame frame : transport.greeting().early().frames()) {
      next =
          next.tell(new MeshEvent.ContentReceived(turn.nowNs(), transport.id(), peer.id(), frame));
    }
    // Prove it both ways at once (DESIGN 4).
    return next.ping(transport.id());
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
    return closeQuietly(next, challenger.id(), CloseReason.REFUSED, reason.id());
  }

  /// Ends a transport from our side; what depended on it is settled.
  static Turn close(Turn turn, TransportId id, CloseReason reason, String detail) {
    Transport gone = turn.table().transports().get(id);
    return gone == null ? turn : settle(closeQuietly(turn, id, reason, detail), gone);
  }

  /// Ends a transport from our side without a look at what its slot needs next.
  static Turn closeQuietly(Turn turn, TransportId id, CloseReason reason, String detail) {
    Transport gone = turn.table().transports().get(id);
    return gone == null
        ? turn
        : Dialer.lost(
            tellClosed(turn, gone, reason, detail).act(new Effect.Close(id)), gone, reason);
  }

  /// The channel is gone. A transport that left earlier is not known here, so nothing follows.
  static Turn ended(Turn turn, TransportId id, CloseReason reason, String detail) {
    Transport gone = turn.table().transports().get(id);
    if (gone == null) {
      return turn;
    }
    Turn next = turn;
    if (gone.state() == State.DRAINING && gone.peer() != null) {
      next = next.tell(new MeshEvent.LateCloseIgnored(turn.nowNs(), id, gone.peer(), reason));
    }
    return settle(Dialer.lost(tellClosed(next, gone, reason, detail), gone, reason), gone);
  }

  private static Turn tellClosed(Turn turn, Transport gone, CloseReason reason, String detail) {
    Turn next =
        turn.tell(
            new MeshEvent.Closed(
                turn.nowNs(),
                gone.id(),
                gone.peer(),
                gone.route().direction(),
                reason,
                detail,
                turn.nowNs() - gone.route().openedNs()));
    RoundTrips trips = gone.pulse().roundTrips();
    return trips.texts().isEmpty()
        ? next
        : next.tell(
            new MeshEvent.ArrivalUnknown(
                turn.nowNs(),
                gone.id(),
                gone.peer(),
                trips.textsOut(),
                trips.texts().getFirst().firstNs()));
  }

  /// A challenger takes over at once; a peer whose last transport this was has left; who is still
  /// seen is dialled again.
  private static Turn settle(Turn turn, Transport gone) {
    NodeId id = gone.peer();
    if (id == null) {
      NodeId expected = gone.route().expected();
      return expected == null ? turn : Dialer.consider(turn, expected);
    }
    Turn next = judge(turn, id, gone.route().kind());
    Peer after = peer(next, id);
    boolean left = after != null && gone.pulse().liveSinceNs() >= 0 && after.transports().isEmpty();
    if (left) {
      next = next.tell(new MeshEvent.Left(turn.nowNs(), id));
    }
    // What no longer held a slot leaves nothing to be dialled for.
    return gone.state() == State.DRAINING ? next : Dialer.consider(next, id);
  }

  private static @Nullable Peer peer(Turn turn, @Nullable NodeId id) {
    return id == null ? null : turn.table().peers().get(id);
  }
}
