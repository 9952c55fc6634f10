package dev.meshscope.core.table;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Who is forgotten when. Whoever is gone stays in the table for a while, to be shown; somebody who
/// makes up ids must not fill it with them, so of strangers that never proved anything only the
/// last few stay. What is forgotten is a history: a pinned key stays, and with it the alarm at the
/// next impostor. Pure; on the thread that steps the table.
final class Strangers {
  private Strangers() {}

  /// So many absent peers that never proved a life are remembered.
  static final int REMEMBERED = 256;

  private static final long FORGET_AFTER_NS = TimeUnit.MINUTES.toNanos(10);

  /// Forgets who has been gone for long, and strangers beyond those that are remembered.
  static Turn sweep(Turn turn) {
    List<Peer> gone = new ArrayList<>();
    Turn next = turn;
    for (Peer peer : turn.table().peers().values()) {
      if (!absent(peer)) {
        continue;
      }
      if (peer.alarm() == null && turn.nowNs() - lastConcern(peer) > FORGET_AFTER_NS) {
        next = next.tell(new MeshEvent.Forgotten(turn.nowNs(), peer.id()));
      } else if (stranger(peer)) {
        gone.add(peer);
      }
    }
    if (gone.size() <= REMEMBERED) {
      return next;
    }
    gone.sort(Comparator.comparingLong(Strangers::lastConcern));
    for (Peer peer : gone.subList(0, gone.size() - REMEMBERED)) {
      next = next.tell(new MeshEvent.Forgotten(turn.nowNs(), peer.id()));
    }
    return next;
  }

  /// Makes room for a peer that is new, if there is none: strangers that are gone leave first.
  static Turn makeRoom(Turn turn) {
    return turn.table().peers().size() < Settings.MAX_ENTRIES ? turn : sweep(turn);
  }

  private static boolean absent(Peer peer) {
    return peer.seen().now().isEmpty() && peer.transports().isEmpty();
  }

  /// Whom we never dialled and who never proved a life. Of whom an alarm is all that is known: one
  /// that was here itself waits for the user's answer, but of those that only their impostors name
  /// there may be as many as somebody likes.
  private static boolean stranger(Peer peer) {
    boolean awaited = peer.alarm() != null && peer.past().leftNs() >= 0;
    return !peer.past().proven() && peer.dials().isEmpty() && !awaited;
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
