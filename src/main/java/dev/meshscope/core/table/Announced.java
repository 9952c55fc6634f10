package dev.meshscope.core.table;

import dev.meshscope.core.dial.DialEvidence.Link;
import dev.meshscope.core.judge.ProbeState;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import java.util.concurrent.TimeUnit;

/// What a link has to do with an announcement: whether it leads there, may lead there, or cannot.
/// Pure; on any thread. Nothing is remembered: the addresses, and what the link answered since the
/// announcement, say it.
final class Announced {
  private Announced() {}

  /// A link is asked on account of announcements at most so often.
  private static final long ASK_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(250);

  /// Who is to be healed is healed before anybody dials beside it.
  private static final long HEAL_GRACE_NS = TimeUnit.MILLISECONDS.toNanos(500);

  /// What stands between us and the peer that this source shows now.
  static Link link(PeerTable table, Peer peer, Source source, long nowNs) {
    Transport incumbent = table.incumbent(peer, source.kind());
    Sighting sighting = peer.seen().now().get(source);
    if (peer.slot(source.kind()).challenge() != null) {
      return new Link.Standing();
    }
    if (incumbent == null || sighting == null) {
      return incumbent == null ? new Link.None() : new Link.Standing();
    }
    if (source.kind() == Kind.RELAY) {
      return new Link.Standing();
    }
    long since = peer.seen().sinceNs(source);
    long opened = incumbent.route().openedNs();
    boolean maybe = mayLeadTo(table, incumbent, sighting);
    // We dial at the very moment of an announcement; who dialled us has been announced before.
    if (maybe && (incumbent.outbound() ? opened >= since : opened > since)) {
      return new Link.Standing();
    }
    return new Link.Doubted(
        incumbent.id(),
        incumbent.route().remote(),
        voice(table, incumbent, since, maybe, nowNs),
        !maybe);
  }

  /// Whether the link answers, asked since then. One that may lead to whom is announced, and has
  /// answered since, does: what becomes of it later is for its heartbeat. One that leads elsewhere
  /// is believed until its heartbeat finds it suspect: that one pong is late is no reason to follow
  /// what may be a lie.
  private static ProbeState voice(
      PeerTable table, Transport link, long sinceNs, boolean settles, long nowNs) {
    long answered = link.pulse().roundTrips().arrivedNs();
    boolean spoke = answered >= sinceNs;
    long wait = Contest.probeWaitNs(table, link, table.settings().policy());
    if (spoke && (settles || link.state() != State.SUSPECT)) {
      return new ProbeState.Answered(answered - sinceNs);
    }
    if (link.waitingNs(nowNs) >= 0) {
      return Contest.asked(
          table, link, sinceNs, settles ? healedNs(table, link, nowNs) : wait, nowNs);
    }
    long rest = answered + ASK_PAUSE_NS - nowNs;
    return answered >= 0 && rest > 0 ? new ProbeState.Waiting(0, rest) : new ProbeState.NotAsked();
  }

  /// How long a ping may be out: a deployed node that has never answered may be unable to, although
  /// it is whom is announced. It is healed first.
  private static long healedNs(PeerTable table, Transport link, long nowNs) {
    long wait = Contest.probeWaitNs(table, link, table.settings().policy());
    boolean unproven = !link.ours() && !link.pulse().roundTrips().measured();
    long healed = link.pulse().liveSinceNs() + Settings.HEAL_AFTER_NS + HEAL_GRACE_NS;
    long asked = nowNs - link.waitingNs(nowNs);
    return unproven ? Math.max(wait, healed - asked) : wait;
  }

  /// Whether what is dialled here may be what is announced.
  static boolean leadsTo(PeerTable table, Endpoint dialled, Sighting sighting) {
    return sighting.endpoints().stream()
        .anyMatch(
            at -> at.port() == dialled.port() && sameMachine(table, at.host(), dialled.host()));
  }

  /// Whether the link may lead to what is announced. Who dialled us did so from any port.
  static boolean mayLeadTo(PeerTable table, Transport link, Sighting sighting) {
    Endpoint remote = link.route().remote();
    return link.outbound()
        ? leadsTo(table, remote, sighting)
        : sighting.endpoints().stream()
            .anyMatch(at -> sameMachine(table, at.host(), remote.host()));
  }

  private static boolean sameMachine(PeerTable table, String one, String other) {
    return one.equals(other) || (isHere(table, one) && isHere(table, other));
  }

  private static boolean isHere(PeerTable table, String host) {
    boolean loopback = host.startsWith("127.") || host.equals("::1") || host.equals("localhost");
    return loopback
        || (table.networks().lan() instanceof LanState.On on
            && on.networks().stream().anyMatch(network -> network.address().equals(host)));
  }
}
