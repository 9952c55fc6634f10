package dev.meshscope.core.table;

import dev.meshscope.core.dial.DialVerdict;
import dev.meshscope.core.event.MeshEvent.*;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Sighting;
import org.jspecify.annotations.Nullable;

/// How what happened to a peer changes the table: where it is seen, by which key it is known, what
/// became of it. Pure; decides nothing.
final class FoldOfPeer {
  private FoldOfPeer() {}

  static PeerTable apply(PeerTable table, OfPeer event) {
    return switch (event) {
      case Discovered(long at, var id, var sighting) -> discovered(table, id, sighting, at);
      case DialJudged(_, var id, var source, var verdict) ->
          Fold.change(
              heldBack(verdict.reason())
                  ? table.with(table.networks().reached(Limits.Which.DIALS, 1))
                  : table,
              id,
              peer -> peer.with(peer.seen().said(source, verdict.reason())));
      case Undiscovered(_, var id, var source) ->
          Fold.change(table, id, peer -> peer.with(peer.seen().unsighted(source)));
      case Joined(_, var id, var name, _) -> Fold.change(table, id, peer -> peer.with(name));
      case Left(long at, var id) -> Fold.change(table, id, peer -> peer.with(peer.past().left(at)));
      case Forgotten(_, var id) -> table.withPeers(table.peers().minus(id));
      case Pinned(long at, var id, var key, boolean byUser) -> pinned(table, id, key, byUser, at);
      case Unpinned(_, var id, boolean byUser) ->
          rekeyed(
              table
                  .with(table.keys().minus(id))
                  .with(byUser ? table.ended().without(id) : table.ended()),
              id);
      case Clone(_, var id, _, _) ->
          Fold.change(table, id, peer -> peer.with(peer.life().asCloned()));
      case SupersededReturned(long at, var id, _) ->
          Fold.change(table, id, peer -> peer.with(peer.life().returned(at)));
      case RemoteCannotSend(long at, var id, var mute, boolean redialled) -> {
        Transport transport = table.transports().get(mute);
        yield Fold.change(table, id, peer -> healed(table, peer, transport, redialled, at));
      }
      case IdentityAlarm alarm -> alarmed(table, alarm);
      case Flap(_, _, _, _), NotProven(_, _, _, _), RouteChanged(_, _, _, _) -> table;
    };
  }

  private static Peer healed(
      PeerTable table, Peer peer, @Nullable Transport mute, boolean redialled, long atNs) {
    Endpoint owed = redialled && mute != null ? Dialer.address(table, peer, mute, atNs) : null;
    return peer.with(peer.past().with(peer.past().heals().plus(atNs, owed)));
  }

  private static boolean heldBack(DialVerdict.Reason reason) {
    return reason == DialVerdict.Reason.ADDRESS_RESTING
        || reason == DialVerdict.Reason.TOO_MANY_DIALS;
  }

  private static PeerTable discovered(PeerTable table, NodeId id, Sighting sighting, long atNs) {
    Peer peer = table.peer(id).orElseGet(() -> Peer.met(id, sighting.name()));
    Peer next = peer.with(peer.seen().sighted(sighting, atNs));
    return Fold.peer(table, peer.seen().newLife(sighting) ? next.forgiven(sighting) : next);
  }

  private static PeerTable pinned(
      PeerTable table, NodeId id, PublicKey key, boolean byUser, long atNs) {
    PublicKey before = table.pinned().get(id);
    PeerTable next = table.with(table.keys().plus(id, key, byUser, atNs));
    return before == null || before.equals(key)
        ? Fold.change(next, id, peer -> peer.alarmed(null))
        : rekeyed(next, id);
  }

  /// What failed on account of a key is void once another one is believed, or none.
  private static PeerTable rekeyed(PeerTable table, NodeId id) {
    PeerTable next = Fold.change(table, id, Peer::rekeyed);
    for (Target target : table.targets().values()) {
      next = next.withTarget(target.rekeyed());
    }
    return next;
  }

  private static PeerTable alarmed(PeerTable table, IdentityAlarm alarm) {
    Transport transport = table.transports().get(alarm.transport());
    String remote = transport == null ? "" : transport.route().remote().toString();
    Peer peer =
        table
            .peer(alarm.peer())
            .orElseGet(
                () -> Peer.met(alarm.peer(), NodeName.parse(alarm.peer().brief()).orElseThrow()));
    return Fold.peer(table, peer.impersonated(alarm.presented(), remote, alarm.atNs()));
  }
}
