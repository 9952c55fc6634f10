package dev.meshscope.core.table;

import dev.meshscope.core.dial.DialEvidence.Way;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import java.util.concurrent.TimeUnit;

/// How much of what discoveries tell is dialled: nobody who makes up announcements makes us knock
/// at a third party's door, or at many doors at once. Pure; on any thread.
///
/// Whoever is known (see [Strangers.Claim]) has room of its own, so that made-up strangers do not
/// keep us from it. What an address owes to dials under other ids holds for all, but not for who
/// was met there.
final class DialBounds {
  private DialBounds() {}

  /// At one address at once, for whomever.
  private static final int AT_ADDRESS = 2;

  /// At one host at once, for strangers.
  private static final int AT_HOST = 32;

  /// Those we know have so many times the room of strangers.
  private static final int KNOWN = 4;

  /// Who waits for room looks again after this, and not all at once.
  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final long SPREAD_NS = TimeUnit.MILLISECONDS.toNanos(750);

  /// What keeps an address from being dialled.
  ///
  /// @param way [Way#FREE]: nothing does
  /// @param untilNs when to look again; Long.MIN_VALUE if nothing is in the way
  record Held(Way way, long untilNs) {
    static final Held NOT = new Held(Way.FREE, Long.MIN_VALUE);
  }

  static Held of(PeerTable table, Peer peer, Endpoint endpoint, long nowNs) {
    long rested = restedNs(table, peer, endpoint);
    if (rested > nowNs) {
      return new Held(Way.RESTS, rested);
    }
    boolean stranger = Strangers.claim(table, peer.id()) == Strangers.Claim.NOBODYS;
    boolean inTheWay = crowded(table, peer, endpoint, stranger);
    long paid = stranger ? table.doors().restedNs(endpoint) : Long.MIN_VALUE;
    if (!inTheWay && paid <= nowNs) {
      return Held.NOT;
    }
    long spread = Math.floorMod(Attempts.mixed(peer.id().hashCode()), SPREAD_NS);
    return new Held(Way.CROWDED, Math.max(paid, nowNs + (inTheWay ? LOOK_NS : 0)) + spread);
  }

  /// Until when the address rests on account of dials for others.
  static long restedNs(PeerTable table, Peer peer, Endpoint endpoint) {
    Knocks knocks = table.doors().at(endpoint);
    return knocks.belongsTo(peer.id()) ? Long.MIN_VALUE : knocks.restedNs(Knocks.Patience.ADDRESS);
  }

  private static boolean crowded(PeerTable table, Peer peer, Endpoint endpoint, boolean stranger) {
    int all = 0;
    int atHost = 0;
    int atAddress = 0;
    for (TransportId id : table.unidentified()) {
      Transport one = table.transports().get(id);
      if (one == null || !one.outbound() || one.route().kind() != Kind.DIRECT) {
        continue;
      }
      Endpoint dialled = one.route().remote();
      all++;
      atHost += dialled.host().equals(endpoint.host()) ? 1 : 0;
      atAddress += dialled.equals(endpoint) ? 1 : 0;
    }
    int most = table.settings().limits().dials();
    boolean others = atAddress >= AT_ADDRESS && !peer.id().equals(table.doors().at(endpoint).met());
    return others
        || (stranger ? all >= most || atHost >= Math.min(AT_HOST, most) : all >= KNOWN * most);
  }
}
