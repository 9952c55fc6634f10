package dev.meshscope.core.table;

import dev.meshscope.core.dial.DialEvidence;
import dev.meshscope.core.dial.DialEvidence.Link;
import dev.meshscope.core.dial.DialEvidence.Way;
import dev.meshscope.core.dial.DialEvidence.Whose;
import dev.meshscope.core.dial.DialRule;
import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.dial.DialVerdict.Reason;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.judge.ProbeState;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.DialBounds.Held;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Who is dialled, and when again (PROTOCOL 3 and 5). Carries out what [DialRule] says. Pure; on
/// the thread that steps the table.
///
/// Everything that may call for a dial (a sighting, a transport that ended, a pause that is over,
/// an answer) leads to [#consider], which asks the rule about the table as it is. Nothing is
/// remembered but how dials of an address fared, and what was told.
final class Dialer {
  private Dialer() {}

  /// Of several addresses of one peer the next is dialled so long after the one before it (RFC
  /// 8305, "Connection Attempt Delay").
  private static final long BESIDE_NS = TimeUnit.MILLISECONDS.toNanos(250);

  /// Discovery sees a peer.
  static Turn sighted(Turn turn, Sighting sighting) {
    NodeId id = sighting.nodeId();
    if (id.equals(turn.table().self().nodeId())) {
      return turn;
    }
    Peer known = turn.table().peers().get(id);
    boolean same = known != null && known.seen().same(sighting);
    Turn roomy = known == null ? Strangers.makeRoom(turn) : turn;
    if (!same && !roomy.table().takes(sighting)) {
      // Whoever hands it in counts it, as the same ones come again and again.
      return turn;
    }
    Turn next = same ? turn : roomy.tell(new MeshEvent.Discovered(turn.nowNs(), id, sighting));
    // Seen again unchanged: also a look at what may be due.
    return same ? consider(next, id) : next;
  }

  /// Dials the peer where the rule calls for it now; where it will later, there is a timer.
  static Turn consider(Turn turn, NodeId id) {
    Turn next = healed(turn, id);
    long soonest = owedNs(next.table().peers().get(id));
    for (Source source : Source.values()) {
      Peer peer = next.table().peers().get(id);
      DialVerdict verdict =
          peer == null ? null : verdict(next.table(), peer, source, turn.nowNs()).orElse(null);
      if (peer == null || verdict == null) {
        continue;
      }
      next = carryOut(next, peer, source, verdict);
      soonest = Math.min(soonest, againNs(next.table(), id, source, verdict, turn.nowNs()));
    }
    return soonest == Long.MAX_VALUE ? next : next.act(new Effect.WakePeerAt(id, soonest));
  }

  /// What the rule says about the way that this discovery shows; empty if it shows none.
  static Optional<DialVerdict> verdict(PeerTable table, Peer peer, Source source, long nowNs) {
    Sighting sighting = peer.seen().now().get(source);
    boolean closed =
        source == Source.RELAY && !(table.networks().relay() instanceof RelayState.Open);
    if (sighting == null || closed) {
      return Optional.empty();
    }
    Endpoint best = best(table, peer, sighting, nowNs);
    Attempts attempts = peer.dials(best);
    long own = Math.max(attempts.restedNs(salt(table, best)), anotherTriedNs(table, peer, source));
    own =
        source.kind() == Kind.DIRECT ? Math.max(own, peer.past().heals().dueNs().orElse(own)) : own;
    Way way = way(table, peer, sighting, attempts);
    Link link = Announced.link(table, peer, source, nowNs);
    Held held =
        way == Way.FREE && source.kind() == Kind.DIRECT && !(link instanceof Link.Standing)
            ? DialBounds.of(table, peer, best, nowNs)
            : Held.NOT;
    boolean bounded = held.untilNs() > Math.max(own, nowNs);
    long rested = Math.max(own, held.untilNs());
    return Optional.of(
        DialRule.decide(
            new DialEvidence(
                best,
                link,
                whose(table, peer, source),
                Math.max(0, nowNs - waitedSinceNs(peer, sighting)),
                Math.max(rested, nowNs) - nowNs,
                bounded ? held.way() : way)));
  }

  /// Until when an address waits because another one has just been dialled: both may be the same
  /// process.
  private static long anotherTriedNs(PeerTable table, Peer peer, Source source) {
    long tried = Long.MIN_VALUE;
    for (TransportId id : table.unidentified()) {
      Transport transport = table.transports().get(id);
      if (transport != null
          && transport.route().kind() == source.kind()
          && peer.id().equals(transport.route().expected())) {
        tried = Math.max(tried, transport.route().openedNs() + BESIDE_NS);
      }
    }
    return tried;
  }

  static Whose whose(PeerTable table, Peer peer, Source source) {
    if (source == Source.RELAY) {
      // A second way, beside whatever direct one there is; nobody minds two at once.
      return Whose.OURS;
    }
    if (table.self().nodeId().compareTo(peer.id()) > 0) {
      return Whose.THEIRS;
    }
    // It may see us where we are announced. A node of ours waits for us all the same.
    boolean dialsByItself = table.networks().lan().maySeeUs() && peer.life().current() == null;
    if (dialsByItself) {
      return Whose.OURS_UNLESS_THEY_DO;
    }
    return atTheDoor(table, peer, source) ? Whose.OURS_UNLESS_AT_THE_DOOR : Whose.OURS;
  }

  /// Whether somebody has connected from where the peer is announced, and has not said who it is,
  /// or has said that it is the peer and is yet to prove it.
  private static boolean atTheDoor(PeerTable table, Peer peer, Source source) {
    Sighting sighting = peer.seen().now().get(source);
    if (sighting == null || peer.life().current() != null) {
      return false;
    }
    for (TransportId id : table.unidentified()) {
      Transport transport = table.transports().get(id);
      if (transport != null
          && !transport.outbound()
          && (transport.peer() == null || peer.id().equals(transport.peer()))
          && isFrom(transport, sighting)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFrom(Transport transport, Sighting sighting) {
    for (Endpoint endpoint : sighting.endpoints()) {
      if (endpoint.host().equals(transport.route().remote().host())) {
        return true;
      }
    }
    return false;
  }

  private static Way way(PeerTable table, Peer peer, Sighting sighting, Attempts attempts) {
    if (underWay(table, peer, sighting)) {
      return Way.UNDER_WAY;
    }
    return attempts.outcome() == Attempts.Outcome.FOREIGN ? Way.LEFT_ALONE : Way.FREE;
  }

  private static Turn carryOut(Turn turn, Peer peer, Source source, DialVerdict verdict) {
    Turn told = tell(turn, peer, source, verdict);
    return switch (verdict.decision()) {
      case DIAL -> dial(told, peer, source, verdict);
      case ASK -> ask(told, verdict.evidence().link());
      case WAIT, LEAVE -> told;
    };
  }

  private static Turn ask(Turn turn, Link link) {
    return switch (link) {
      case Link.Doubted doubted when doubted.voice() instanceof ProbeState.NotAsked ->
          turn.ping(doubted.transport());
      case Link.Doubted _, Link.None(), Link.Standing() -> turn;
    };
  }

  private static Turn dial(Turn turn, Peer peer, Source source, DialVerdict verdict) {
    Endpoint endpoint = verdict.evidence().endpoint();
    int attempt = peer.dials(endpoint).count() + 1;
    return switch (source.kind()) {
      case DIRECT -> dial(turn, endpoint, peer.id(), attempt, verdict.reason().id());
      case RELAY -> reach(turn, endpoint, peer.id(), attempt);
    };
  }

  /// Tells the verdict, unless that would say again what was said of this link, or goes without
  /// saying.
  private static Turn tell(Turn turn, Peer peer, Source source, DialVerdict verdict) {
    Reason said = peer.seen().said().get(source);
    boolean news =
        switch (verdict.reason()) {
          case CONNECTED, UNDER_WAY, RESTING -> false;
          case ASKING -> said == null;
          // An announcement that cannot be true stays said: its sender may alternate with the peer.
          case LINK_ANSWERS -> said == Reason.ASKING;
          // One gives way to the other while somebody waits.
          case ADDRESS_RESTING, TOO_MANY_DIALS ->
              said != Reason.ADDRESS_RESTING && said != Reason.TOO_MANY_DIALS;
          case DISCOVERED, FALLBACK, LINK_SILENT ->
              source.kind() == Kind.DIRECT && said != verdict.reason();
          case THEIR_TURN, MAY_DIAL_US, ANNOUNCED_ELSEWHERE, LEFT_ALONE -> said != verdict.reason();
        };
    return news
        ? turn.tell(new MeshEvent.DialJudged(turn.nowNs(), peer.id(), source, verdict))
        : turn;
  }

  /// When this is to be looked at again; Long.MAX_VALUE: when something happens.
  private static long againNs(
      PeerTable table, NodeId id, Source source, DialVerdict verdict, long nowNs) {
    return switch (verdict.decision()) {
      case WAIT -> nowNs + verdict.waitNs();
      // It has been asked since the verdict.
      case ASK ->
          table
              .peer(id)
              .flatMap(peer -> verdict(table, peer, source, nowNs))
              .map(asked -> nowNs + asked.waitNs())
              .orElse(Long.MAX_VALUE);
      case DIAL, LEAVE -> Long.MAX_VALUE;
    };
  }

  private static Turn reach(Turn turn, Endpoint relay, NodeId id, int attempt) {
    TransportId transport = turn.table().nextTransport();
    return turn.tell(
            new MeshEvent.Dialled(turn.nowNs(), transport, Kind.RELAY, relay, id, attempt, "relay"))
        .act(new Effect.Reach(transport, id));
  }

  /// Since when it has been somebody's turn: it is seen, and nothing stands between us.
  private static long waitedSinceNs(Peer peer, Sighting sighting) {
    long lost = -1;
    for (Peer.Ended ended : peer.past().ended()) {
      if (ended.heldSlot() && ended.kind() == Kind.DIRECT) {
        lost = ended.endedNs();
      }
    }
    return Math.max(peer.seen().shownSinceNs(sighting), lost);
  }

  /// Of several addresses the one that failed least, the best first.
  private static Endpoint best(PeerTable table, Peer peer, Sighting sighting, long nowNs) {
    Endpoint best = sighting.endpoint();
    for (Endpoint endpoint : sighting.endpoints()) {
      if (effort(table, peer, endpoint, nowNs) < effort(table, peer, best, nowNs)) {
        best = endpoint;
      }
    }
    return best;
  }

  /// Who listens there and does not belong to us is left alone while any other address is left. So
  /// is one that was dialled in vain for others.
  private static int effort(PeerTable table, Peer peer, Endpoint endpoint, long nowNs) {
    Attempts attempts = peer.dials(endpoint);
    boolean rests = DialBounds.restedNs(table, peer, endpoint) > nowNs;
    return rests || attempts.outcome() == Attempts.Outcome.FOREIGN
        ? Integer.MAX_VALUE
        : attempts.count();
  }

  static Turn dial(
      Turn turn, Endpoint endpoint, @Nullable NodeId expected, int attempt, String cause) {
    TransportId id = turn.table().nextTransport();
    return turn.tell(
            new MeshEvent.Dialled(
                turn.nowNs(), id, Kind.DIRECT, endpoint, expected, attempt, cause))
        .act(new Effect.Dial(id, endpoint));
  }

  /// All transports to it were closed because it could not send: it is dialled anew, once it can
  /// have seen that.
  private static Turn healed(Turn turn, NodeId id) {
    Peer peer = turn.table().peers().get(id);
    Endpoint owed = peer == null ? null : peer.past().heals().owed();
    return owed == null || owedNs(peer) > turn.nowNs() ? turn : dial(turn, owed, id, 1, "heal");
  }

  /// When the dial that heals it is due; Long.MAX_VALUE: none is owed.
  private static long owedNs(@Nullable Peer peer) {
    return peer == null ? Long.MAX_VALUE : peer.past().heals().dueNs().orElse(Long.MAX_VALUE);
  }

  /// Where a peer whose link is mute can be dialled: where we dialled that link, else where it is
  /// announced, if the link may lead there; null if neither.
  static @Nullable Endpoint address(PeerTable table, Peer peer, Transport mute, long nowNs) {
    if (mute.outbound() && mute.route().kind() == Kind.DIRECT) {
      return mute.route().remote();
    }
    if (peer.seen().now().isEmpty()) {
      return null;
    }
    for (Sighting sighting : peer.seen().now().values()) {
      if (sighting.source().kind() == Kind.DIRECT
          && mute.route().kind() == Kind.DIRECT
          && Announced.mayLeadTo(table, mute, sighting)) {
        return best(table, peer, sighting, nowNs);
      }
    }
    return null;
  }

  /// Whether a direct dial to where it is announced has not come to anything yet. One that hangs at
  /// an old life's door does not keep us from knocking at the new one's.
  private static boolean underWay(PeerTable table, Peer peer, Sighting sighting) {
    for (TransportId id : table.unidentified()) {
      Transport transport = table.transports().get(id);
      NodeId expected = transport == null ? null : transport.route().expected();
      if (transport != null
          && transport.outbound()
          && transport.route().kind() == sighting.source().kind()
          // An address that the user gave may lead there as well.
          && (expected == null || expected.equals(peer.id()))
          && Announced.leadsTo(table, transport.route().remote(), sighting)
          && (sighting.pid() == 0
              || transport.route().openedNs() >= peer.seen().sinceNs(sighting.source()))) {
        return true;
      }
    }
    return false;
  }

  /// Makes our pauses differ from those of other nodes that dial the same address.
  static long salt(PeerTable table, Endpoint endpoint) {
    return 31L * table.self().incarnation().hashCode() + endpoint.hashCode();
  }
}
