package dev.meshscope.core.table;

import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.judge.Claim;
import dev.meshscope.core.judge.Evidence;
import dev.meshscope.core.judge.Judge;
import dev.meshscope.core.judge.Policy;
import dev.meshscope.core.judge.ProbeState;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Handshake;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Gathers the evidence for a contested slot from the table. Pure; on any thread.
public final class Contest {
  private Contest() {}

  /// Two dials may have crossed if the later connection came within this time of the other's going
  /// live.
  private static final long DIAL_RACE_NS = TimeUnit.SECONDS.toNanos(2);

  /// What a proof may take beyond its round trips.
  private static final long GRACE_NS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final long RETURN_WINDOW_NS = TimeUnit.SECONDS.toNanos(60);

  /// What this policy would say if the peer dialled again now; empty if the slot is empty. A ping
  /// that has been out for longer than a probe may take counts as a probe that went unanswered.
  public static Optional<Verdict> ifRedialledNow(
      PeerTable table, Peer peer, Kind kind, Policy policy, long nowNs) {
    Slot slot = peer.slot(kind);
    Transport incumbent = table.incumbent(peer, kind);
    if (incumbent == null) {
      return Optional.empty();
    }
    ProbeState asked =
        asked(table, incumbent, Long.MIN_VALUE, probeWaitNs(table, incumbent, policy), nowNs);
    Evidence evidence =
        new Evidence(
            new Evidence.Incumbent(
                incumbent.id().value(),
                true,
                incumbent.silentNs(nowNs, table.clockJumpedNs()),
                incumbent.outbound(),
                proof(incumbent, policy, nowNs),
                false,
                asked instanceof ProbeState.Unanswered ? asked : new ProbeState.NotAsked()),
            new Evidence.Challenger(
                0,
                incumbent.outbound(),
                false,
                Evidence.Standing.UNPROVEN,
                true,
                // A node of ours would say who it is and prove it.
                incumbent.ours() ? Claim.DIFFERENT_UNPROVEN : Claim.NONE,
                incumbent.ours(),
                0),
            table.self().nodeId().compareTo(peer.id()) < 0,
            slot.promotionsInWindow(nowNs));
    return Optional.of(Judge.decide(policy, evidence));
  }

  /// What came of the oldest ping that is out, if it may take so long. A frame after it is a voice
  /// too; one from before `sinceNs` says nothing.
  static ProbeState asked(
      PeerTable table, Transport transport, long sinceNs, long waitNs, long nowNs) {
    long waited = transport.waitingNs(nowNs);
    if (waited < 0) {
      return new ProbeState.NotAsked();
    }
    long silent = transport.silentNs(nowNs, table.clockJumpedNs());
    if (silent < waited && nowNs - silent >= sinceNs) {
      return new ProbeState.Answered(waited - silent);
    }
    long lull = Math.min(waited, silent);
    return lull < waitNs ? new ProbeState.Waiting(lull, waitNs) : new ProbeState.Unanswered(lull);
  }

  /// How long this transport may take to answer a probe.
  public static long probeWaitNs(PeerTable table, Transport incumbent, Policy policy) {
    return policy.probeWaitNs(incumbent.pulse().roundTrips().srttNs(), table.loopLagNs());
  }

  /// All that is known about the challenge of a slot.
  static Evidence evidence(
      PeerTable table,
      Peer peer,
      Slot slot,
      Challenge challenge,
      Transport challenger,
      long nowNs) {
    Transport incumbent =
        slot.incumbent() == null ? null : table.transports().get(slot.incumbent());
    PublicKey pinned = table.pinned().get(peer.id());
    Extra extra =
        challenger.greeting().theirs() == null ? null : challenger.greeting().theirs().extra();
    return new Evidence(
        incumbent(table, challenge, extra, incumbent, nowNs),
        new Evidence.Challenger(
            challenger.id().value(),
            challenger.outbound(),
            incumbent != null && challenger.greeting().proven() && older(challenger, incumbent),
            standing(challenge, challenger, incumbent, nowNs),
            challenger.greeting().theirs() == null
                || pinned == null
                || pinned.equals(challenger.greeting().theirs().publicKey()),
            claim(peer, challenge, challenger, incumbent, table.settings().policy(), nowNs),
            extra != null,
            returns(peer, nowNs) + 1),
        table.self().nodeId().compareTo(peer.id()) < 0,
        slot.promotionsInWindow(nowNs));
  }

  private static Evidence.Incumbent incumbent(
      PeerTable table,
      Challenge challenge,
      @Nullable Extra extra,
      @Nullable Transport incumbent,
      long nowNs) {
    return incumbent == null
        ? new Evidence.Incumbent(
            0, false, 0, false, Evidence.Proof.MISSING, false, probe(challenge, nowNs))
        : new Evidence.Incumbent(
            incumbent.id().value(),
            true,
            incumbent.silentNs(nowNs, table.clockJumpedNs()),
            incumbent.outbound(),
            proof(incumbent, table.settings().policy(), nowNs),
            extra != null && givenUp(extra, incumbent),
            probe(challenge, nowNs));
  }

  /// Of two newcomers for a slot that is still contested: whether the later one takes the earlier
  /// one's place. Both ends come to the same answer where both are ours.
  static boolean takesPlaceOf(PeerTable table, Transport later, Transport earlier) {
    Peer peer = later.peer() == null ? null : table.peers().get(later.peer());
    Incarnation now = later.incarnation();
    Incarnation before = earlier.incarnation();
    boolean proven = later.greeting().proven();
    if (proven != earlier.greeting().proven() && !Objects.equals(now, before)) {
      return proven;
    }
    if ((now == null) != (before == null)) {
      // Who says that it can prove itself goes before who cannot, or impostors could keep it out.
      return now != null;
    }
    boolean sameLife = now != null && now.equals(before);
    if (now != null && before != null && !sameLife) {
      // The earlier one's process is gone, unless this one is an even older.
      return peer == null || !peer.life().superseded().contains(now);
    }
    if (later.outbound() != earlier.outbound()) {
      return peer == null || later.outbound() == (table.self().nodeId().compareTo(peer.id()) < 0);
    }
    if (!sameLife) {
      // A deployed node that was dialled twice keeps the older, as we do.
      return later.route().expected() != null
          || !later.outbound()
          || !later.route().remote().equals(earlier.route().remote());
    }
    Extra extra = later.greeting().theirs() == null ? null : later.greeting().theirs().extra();
    return older(later, earlier) || (extra != null && givenUp(extra, earlier));
  }

  private static ProbeState probe(Challenge challenge, long nowNs) {
    long forNs = nowNs - challenge.sinceNs();
    if (challenge.answeredNs() >= 0) {
      return new ProbeState.Answered(challenge.answeredNs() - challenge.sinceNs());
    }
    return forNs < challenge.probeWaitNs()
        ? new ProbeState.Waiting(forNs, challenge.probeWaitNs())
        : new ProbeState.Unanswered(forNs);
  }

  private static Claim claim(
      Peer peer,
      Challenge challenge,
      Transport challenger,
      @Nullable Transport incumbent,
      Policy policy,
      long nowNs) {
    Incarnation claimed = challenger.incarnation();
    if (claimed == null) {
      return Claim.NONE;
    }
    // Anybody who once met a life can name it: only who proves it is that life come back.
    if (challenger.greeting().proven() && peer.life().superseded().contains(claimed)) {
      return Claim.SUPERSEDED;
    }
    boolean same = incumbent != null && claimed.equals(incumbent.incarnation());
    if (challenger.greeting().proven() && same) {
      return Claim.SAME;
    }
    if (challenger.greeting().proven()) {
      return beganBefore(challenger, incumbent) ? overtaken(challenge) : Claim.DIFFERENT_PROVEN;
    }
    boolean proofOverdue = nowNs - challenge.heldNs() >= policy.probeMaxNs();
    if (proofOverdue) {
      return Claim.NONE;
    }
    return same ? Claim.SAME_UNPROVEN : Claim.DIFFERENT_UNPROVEN;
  }

  /// A node of ours proves itself in the round trip after its handshake.
  private static Evidence.Proof proof(Transport incumbent, Policy policy, long nowNs) {
    if (incumbent.greeting().proven()) {
      return Evidence.Proof.GIVEN;
    }
    long srtt = incumbent.pulse().roundTrips().srttNs();
    long patience =
        srtt < 0 ? policy.probeMaxNs() : Math.min(policy.probeMaxNs(), 4 * srtt + GRACE_NS);
    boolean pending = incumbent.ours() && nowNs - incumbent.greeting().receivedNs() < patience;
    return pending ? Evidence.Proof.PENDING : Evidence.Proof.MISSING;
  }

  /// Two deployed nodes that dial each other at once settle by the rule: the peer closes the one it
  /// does not keep, and then this one takes the empty slot. If it does not, the newcomer is
  /// somebody who knows the peer's id and when it joined.
  private static Evidence.Standing standing(
      Challenge challenge, Transport challenger, @Nullable Transport incumbent, long nowNs) {
    if (challenger.greeting().proven()) {
      return Evidence.Standing.PROVEN;
    }
    boolean crossed =
        incumbent != null
            && !incumbent.greeting().proven()
            && challenger.route().openedNs() - incumbent.pulse().liveSinceNs() < DIAL_RACE_NS;
    return crossed && nowNs - challenge.heldNs() < challenge.probeWaitNs()
        ? Evidence.Standing.CROSSED
        : Evidence.Standing.UNPROVEN;
  }

  /// A life that began before the incumbent's: its handshake was overtaken by a younger one's, or
  /// the peer's clock was set back. It is not believed unless the incumbent is silent.
  private static Claim overtaken(Challenge challenge) {
    return challenge.answeredNs() < 0 ? Claim.NONE : Claim.SUPERSEDED;
  }

  private static boolean beganBefore(Transport challenger, @Nullable Transport incumbent) {
    Extra one = extra(challenger);
    Extra other = incumbent == null || !incumbent.greeting().proven() ? null : extra(incumbent);
    return one != null && other != null && one.startedAt() < other.startedAt();
  }

  private static @Nullable Extra extra(Transport transport) {
    Handshake theirs = transport.greeting().theirs();
    return theirs == null ? null : theirs.extra();
  }

  /// Whether the dialler dialled `one` before `other`. Told by the dialler's own numbers; a node
  /// that gives none is taken in the order of arrival.
  private static boolean older(Transport one, Transport other) {
    if (one.outbound() != other.outbound()
        || one.incarnation() == null
        || !one.incarnation().equals(other.incarnation())) {
      return false;
    }
    return one.outbound()
        ? one.id().compareTo(other.id()) < 0
        : link(one) >= 0 && link(one) < link(other);
  }

  private static boolean givenUp(Extra extra, Transport earlier) {
    return extra.incarnation().equals(earlier.incarnation())
        && link(earlier) >= 0
        && extra.gaveUp(link(earlier));
  }

  private static long link(Transport transport) {
    Extra extra =
        transport.greeting().theirs() == null ? null : transport.greeting().theirs().extra();
    return extra == null ? -1 : extra.link();
  }

  private static int returns(Peer peer, long nowNs) {
    return (int)
        peer.life().returnsNs().stream().filter(at -> nowNs - at < RETURN_WINDOW_NS).count();
  }
}
