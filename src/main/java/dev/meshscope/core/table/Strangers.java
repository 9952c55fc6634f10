package dev.meshscope.core.table;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.TransportId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Who is forgotten when, and who is taken in. Whoever is gone stays in the table for a while, to
/// be shown; somebody who makes up ids must not fill it with them. A key is as free as an id, so to
/// have proven a life is no claim to stay: what counts is whether anybody here wanted it. What is
/// forgotten is a history: a pinned key stays, and with it the alarm at the next impostor, as far
/// as [Pins] has room. Pure; on the thread that steps the table.
final class Strangers {
  private Strangers() {}

  /// So many absent peers that nobody wanted are remembered.
  static final int REMEMBERED = 256;

  private static final long FORGET_AFTER_NS = TimeUnit.MINUTES.toNanos(10);

  /// Whose peer it is; who is gone makes room in this order.
  enum Claim {
    /// It came by itself, in this run, or is only announced.
    NOBODYS,
    /// We dialled it and it answered, or its key is known from an earlier run.
    MET,
    /// The user named its address or trusted its key, or is to answer an alarm.
    USERS
  }

  static Claim claim(PeerTable table, NodeId id) {
    Peer peer = table.peers().get(id);
    if (table.keys().trusted().contains(id) || (peer != null && users(table, peer))) {
      return Claim.USERS;
    }
    if (peer != null && onlyNamed(peer)) {
      return Claim.NOBODYS;
    }
    return table.keys().lasting(id) || (peer != null && answeredUs(peer))
        ? Claim.MET
        : Claim.NOBODYS;
  }

  /// Of those of whom an alarm is all that is known, and that only their impostors name, there may
  /// be as many as somebody likes. One that was here itself waits for the user's answer.
  private static boolean onlyNamed(Peer peer) {
    return peer.alarm() != null && peer.past().leftNs() < 0 && absent(peer);
  }

  private static boolean users(PeerTable table, Peer peer) {
    boolean awaited = peer.alarm() != null && peer.past().leftNs() >= 0;
    return awaited
        || (!table.targets().isEmpty()
            && table.targets().values().stream()
                .anyMatch(target -> peer.id().equals(target.peer())));
  }

  private static boolean answeredUs(Peer peer) {
    for (Peer.Ended ended : peer.past().ended()) {
      if (ended.heldSlot()
          && ended.kind() == Kind.DIRECT
          && ended.direction() == Direction.OUTBOUND) {
        return true;
      }
    }
    return false;
  }

  /// Forgets who has been gone for long, and those nobody wanted beyond the last few.
  static Turn sweep(Turn turn) {
    Turn next = turn;
    List<Peer> gone = new ArrayList<>();
    Set<NodeId> proving = proving(turn.table());
    for (Peer peer : turn.table().peers().values()) {
      if (!absent(peer) || proving.contains(peer.id())) {
        continue;
      }
      if (peer.alarm() == null && turn.nowNs() - lastConcern(peer) > FORGET_AFTER_NS) {
        next = next.tell(new MeshEvent.Forgotten(turn.nowNs(), peer.id()));
      } else if (claim(turn.table(), peer.id()) == Claim.NOBODYS) {
        gone.add(peer);
      }
    }
    return forget(next, gone, gone.size() - REMEMBERED);
  }

  /// Makes room for a peer that is new, if there is none: of those that are gone, whom nobody
  /// wanted leaves first, then whoever is not the user's.
  static Turn makeRoom(Turn turn) {
    if (!full(turn.table())) {
      return turn;
    }
    Turn next = sweep(turn);
    if (!full(next.table())) {
      return next;
    }
    Set<NodeId> proving = proving(next.table());
    List<Peer> gone =
        new ArrayList<>(
            next.table().peers().values().stream()
                .filter(peer -> absent(peer) && !proving.contains(peer.id()))
                .filter(peer -> claim(turn.table(), peer.id()) != Claim.USERS)
                .toList());
    return forget(next, gone, (gone.size() + 1) / 2);
  }

  static boolean full(PeerTable table) {
    return table.peers().size() >= table.settings().limits().peers();
  }

  private static Turn forget(Turn turn, List<Peer> gone, int count) {
    if (count <= 0) {
      return turn;
    }
    // Weighed once each: there may be thousands.
    List<Gone> inOrder = new ArrayList<>(gone.size());
    for (Peer peer : gone) {
      inOrder.add(new Gone(peer.id(), claim(turn.table(), peer.id()), lastConcern(peer)));
    }
    inOrder.sort(Comparator.comparing(Gone::claim).thenComparingLong(Gone::lastNs));
    Turn next = turn;
    for (Gone one : inOrder.subList(0, count)) {
      next = next.tell(new MeshEvent.Forgotten(turn.nowNs(), one.id()));
    }
    return next;
  }

  private record Gone(NodeId id, Claim claim, long lastNs) {}

  /// Whether what a discovery tells is taken in: of those that nobody knows and that are not
  /// connected either, only so many.
  static boolean takes(PeerTable table, Sighting sighting) {
    NodeId id = sighting.nodeId();
    Peer peer = table.peers().get(id);
    if (peer != null && (waits(peer) || !absent(peer))) {
      return true;
    }
    if (peer == null && full(table)) {
      return false;
    }
    return claim(table, id) != Claim.NOBODYS || announced(table) < most(table);
  }

  private static int most(PeerTable table) {
    return table.settings().limits().announcements();
  }

  private static long announced(PeerTable table) {
    if (table.peers().size() < most(table)) {
      return table.peers().size();
    }
    return table.peers().values().stream()
        .filter(peer -> waits(peer) && claim(table, peer.id()) == Claim.NOBODYS)
        .count();
  }

  /// Whether it is announced and not connected.
  private static boolean waits(Peer peer) {
    return !peer.seen().now().isEmpty() && peer.transports().isEmpty();
  }

  /// Who has said that it is somebody, and is yet to prove it: it holds no slot, and is here.
  static Set<NodeId> proving(PeerTable table) {
    Set<NodeId> all = new HashSet<>();
    for (TransportId id : table.unidentified()) {
      Transport transport = table.transports().get(id);
      if (transport != null && transport.peer() != null) {
        all.add(transport.peer());
      }
    }
    return all;
  }

  private static boolean absent(Peer peer) {
    return peer.seen().now().isEmpty() && peer.transports().isEmpty();
  }

  private static long lastConcern(Peer peer) {
    long last = Math.max(peer.past().leftNs(), peer.alarm() == null ? -1 : peer.alarm().lastNs());
    if (!peer.dials().isEmpty()) {
      for (Attempts attempts : peer.dials().values()) {
        last = Math.max(last, attempts.lastNs());
      }
    }
    return peer.past().ended().isEmpty()
        ? last
        : Math.max(last, peer.past().ended().getLast().endedNs());
  }
}
