package dev.meshscope.core.table;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.TransportId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// One node we know of, connected or not.
///
/// @param id who
/// @param name as it last called itself
/// @param seen where discovery sees it
/// @param direct its TCP slot
/// @param relay its relay slot
/// @param draining replaced transports that are still readable
/// @param life which lives of it we met
/// @param past what is kept of transports that ended
/// @param dials how our dials to it fare, by address, as far as they came to nothing
/// @param alarm who came under its id with another key; null if nobody did
public record Peer(
    NodeId id,
    NodeName name,
    Seen seen,
    Slot direct,
    Slot relay,
    List<Draining> draining,
    Life life,
    Past past,
    PMap<Endpoint, Attempts> dials,
    @Nullable Alarm alarm) {

  /// Somebody who claims to be this peer and has another key than the pinned one.
  ///
  /// @param presented the key that came last
  /// @param sinceNs when the first came
  /// @param lastNs when the last came
  /// @param count how many came
  /// @param remote where the last came from
  public record Alarm(PublicKey presented, long sinceNs, long lastNs, int count, String remote) {}

  /// @param reason why it was replaced
  public record Draining(TransportId transport, Reason reason, long sinceNs, boolean spoke) {}

  /// @param current the incarnation that holds or last held a slot; null for other peers
  /// @param superseded incarnations that a newer one replaced, oldest first, the last few
  /// @param returnsNs when superseded ones came back while the newer lived, the last few
  /// @param cloned whether two processes were seen to share this identity
  public record Life(
      @Nullable Incarnation current,
      List<Incarnation> superseded,
      List<Long> returnsNs,
      boolean cloned) {
    Life asCloned() {
      return new Life(current, superseded, returnsNs, true);
    }

    Life returned(long atNs) {
      return new Life(current, superseded, lastFew(returnsNs, atNs), cloned);
    }

    /// Another incarnation holds the slot: the one before is superseded, this one is not.
    Life now(@Nullable Incarnation next) {
      if (next == null || next.equals(current)) {
        return this;
      }
      List<Incarnation> older = new ArrayList<>(superseded);
      older.remove(next);
      return new Life(
          next, current == null ? List.copyOf(older) : lastFew(older, current), returnsNs, false);
    }
  }

  /// @param lastHeardNs on transports that ended; -1 if on none
  /// @param leftNs when its last transport ended; -1 if it never had one
  /// @param heals when it was healed
  /// @param ended the transports that ended last, oldest first
  /// @param wrongPromotions how often a transport taken for dead spoke while it drained
  /// @param lastLive why the latest transport took its slot; null before the first
  /// @param proven whether any of its transports ever proved a life with the key that is believed
  /// @param answeredNs when the latest ping that a transport that ended answered had been sent; -1:
  ///   never
  public record Past(
      long lastHeardNs,
      long leftNs,
      Heals heals,
      List<Ended> ended,
      int wrongPromotions,
      @Nullable Reason lastLive,
      boolean proven,
      long answeredNs) {
    Past left(long atNs) {
      return new Past(
          lastHeardNs, atNs, heals, ended, wrongPromotions, lastLive, proven, answeredNs);
    }

    Past with(Heals now) {
      return new Past(
          lastHeardNs, leftNs, now, ended, wrongPromotions, lastLive, proven, answeredNs);
    }

    Past asProven() {
      return new Past(
          lastHeardNs, leftNs, heals, ended, wrongPromotions, lastLive, true, answeredNs);
    }

    Past asUnproven() {
      return new Past(
          lastHeardNs, leftNs, heals, ended, wrongPromotions, lastLive, false, answeredNs);
    }

    Past wronged() {
      return new Past(
          lastHeardNs, leftNs, heals, ended, wrongPromotions + 1, lastLive, proven, answeredNs);
    }

    Past lived(Reason reason) {
      return new Past(
          lastHeardNs, leftNs, heals.settled(), ended, wrongPromotions, reason, proven, answeredNs);
    }

    Past ended(Ended one, long heardNs, long arrivedNs) {
      return new Past(
          Math.max(lastHeardNs, heardNs),
          leftNs,
          heals,
          lastFew(ended, one),
          wrongPromotions,
          lastLive,
          proven,
          Math.max(answeredNs, arrivedNs));
    }
  }

  /// One ended transport.
  ///
  /// @param heldSlot whether it was ever live
  public record Ended(
      TransportId transport,
      Kind kind,
      Direction direction,
      Endpoint remote,
      CloseReason reason,
      Cause detail,
      long openedNs,
      long endedNs,
      boolean heldSlot,
      Counters counters) {

    static Ended of(Transport gone, MeshEvent.Closed event) {
      return new Ended(
          gone.id(),
          gone.route().kind(),
          gone.route().direction(),
          gone.route().remote(),
          event.reason(),
          event.detail(),
          gone.route().openedNs(),
          event.atNs(),
          gone.pulse().liveSinceNs() >= 0,
          gone.counters());
    }
  }

  static final int REMEMBERED = 16;

  private static final int MOST_ADDRESSES = 32;

  /// Copies the lists.
  public Peer {
    draining = List.copyOf(draining);
  }

  static Peer met(NodeId id, NodeName name) {
    return new Peer(
        id,
        name,
        Seen.NOWHERE,
        Slot.EMPTY,
        Slot.EMPTY,
        List.of(),
        new Life(null, List.of(), List.of(), false),
        new Past(-1, -1, Heals.NONE, List.of(), 0, null, false, -1),
        HashTreePMap.empty(),
        null);
  }

  /// Where discovery sees it directly, the nearest first; null if nowhere.
  public @Nullable Sighting sighting() {
    return seen.direct();
  }

  /// How the dials of this address fare.
  public Attempts dials(Endpoint endpoint) {
    return dials.getOrDefault(endpoint, Attempts.NONE);
  }

  /// The dials that failed last, of whichever address; [Attempts#NONE] if none did.
  public Attempts lastFailure() {
    return dials.values().stream()
        .max(Comparator.comparingLong(Attempts::failedNs))
        .filter(attempts -> attempts.failedNs() >= 0)
        .orElse(Attempts.NONE);
  }

  /// The slot of a kind.
  public Slot slot(Kind kind) {
    return switch (kind) {
      case DIRECT -> direct;
      case RELAY -> relay;
    };
  }

  /// Whether any slot is held.
  public boolean present() {
    return direct.incumbent() != null || relay.incumbent() != null;
  }

  /// Whether any of its transports is or was live, or waits where one has just closed.
  boolean joined() {
    return present() || !draining.isEmpty() || contested();
  }

  /// Whether a newcomer waits for any slot.
  public boolean contested() {
    return direct.challenge() != null || relay.challenge() != null;
  }

  /// All its transports: incumbents, challengers, draining ones.
  public List<TransportId> transports() {
    List<TransportId> all = new ArrayList<>(4);
    for (Kind kind : Kind.values()) {
      Slot slot = slot(kind);
      if (slot.incumbent() != null) {
        all.add(slot.incumbent());
      }
      if (slot.challenge() != null) {
        all.add(slot.challenge().challenger());
      }
    }
    draining.forEach(d -> all.add(d.transport()));
    return all;
  }

  Peer drains(TransportId transport, Reason reason, long atNs) {
    List<Draining> more = new ArrayList<>(draining);
    more.add(new Draining(transport, reason, atNs, false));
    return with(more);
  }

  Peer spoke(TransportId transport) {
    return with(
        draining.stream()
            .map(
                d ->
                    d.transport().equals(transport)
                        ? new Draining(transport, d.reason(), d.sinceNs(), true)
                        : d)
            .toList());
  }

  Peer without(Transport gone, MeshEvent.Closed event) {
    Kind kind = gone.route().kind();
    Ended end = Ended.of(gone, event);
    boolean identified = gone.greeting().theirs() != null;
    boolean held = gone.id().equals(slot(kind).incumbent());
    return with(kind, slot(kind).without(gone.id()))
        .with(held ? seen.unsaid() : seen)
        .with(draining.stream().filter(d -> !d.transport().equals(gone.id())).toList())
        .with(
            past.ended(
                end,
                identified ? gone.pulse().lastHeardNs() : -1,
                gone.pulse().roundTrips().arrivedNs()));
  }

  private static <T> List<T> lastFew(List<T> before, T latest) {
    List<T> more = new ArrayList<>(before);
    if (more.size() == REMEMBERED) {
      more.removeFirst();
    }
    more.add(latest);
    return List.copyOf(more);
  }

  Peer with(Kind kind, Slot slot) {
    return switch (kind) {
      case DIRECT -> new Peer(id, name, seen, slot, relay, draining, life, past, dials, alarm);
      case RELAY -> new Peer(id, name, seen, direct, slot, draining, life, past, dials, alarm);
    };
  }

  Peer with(NodeName other) {
    return new Peer(id, other, seen, direct, relay, draining, life, past, dials, alarm);
  }

  Peer with(Seen other) {
    return new Peer(id, name, other, direct, relay, draining, life, past, dials, alarm);
  }

  Peer with(List<Draining> other) {
    return new Peer(id, name, seen, direct, relay, other, life, past, dials, alarm);
  }

  Peer with(Life other) {
    return new Peer(id, name, seen, direct, relay, draining, other, past, dials, alarm);
  }

  Peer with(Past other) {
    return new Peer(id, name, seen, direct, relay, draining, life, other, dials, alarm);
  }

  Peer alarmed(@Nullable Alarm other) {
    return new Peer(id, name, seen, direct, relay, draining, life, past, dials, other);
  }

  /// Another process is announced here: what became of dials of the one before says nothing about
  /// it. Where processes are not told apart, or lives are announced in turn, the pauses stay; only
  /// who did not belong to us is asked again.
  Peer forgiven(Sighting sighting) {
    Peer next = this;
    for (Endpoint at : sighting.endpoints()) {
      Attempts before = next.dials(at);
      next =
          before.sameProcess(sighting.pid())
              ? next.with(at, before.asked())
              : next.undialled(List.of(at));
    }
    return next;
  }

  /// Another key is believed for it, or none: the alarm is answered, nothing was proven with it,
  /// and whoever was turned away for its key may be the right one.
  Peer rekeyed() {
    PMap<Endpoint, Attempts> anew = dials;
    for (Map.Entry<Endpoint, Attempts> one : dials.entrySet()) {
      anew =
          one.getValue().outcome() == Attempts.Outcome.ANOTHER_KEY
              ? anew.minus(one.getKey())
              : anew;
    }
    return new Peer(id, name, seen, direct, relay, draining, life, past.asUnproven(), anew, null);
  }

  Peer undialled(List<Endpoint> endpoints) {
    return new Peer(
        id, name, seen, direct, relay, draining, life, past, dials.minusAll(endpoints), alarm);
  }

  Peer with(Endpoint endpoint, Attempts attempts) {
    PMap<Endpoint, Attempts> more = dials.plus(endpoint, attempts);
    if (more.size() > MOST_ADDRESSES) {
      Endpoint oldest =
          Collections.min(
                  dials.entrySet(),
                  Map.Entry.comparingByValue(Comparator.comparingLong(Attempts::lastNs)))
              .getKey();
      more = more.minus(oldest);
    }
    return new Peer(id, name, seen, direct, relay, draining, life, past, more, alarm);
  }

  Peer impersonated(PublicKey presented, String remote, long atNs) {
    Alarm before = alarm;
    return alarmed(
        before == null
            ? new Alarm(presented, atNs, atNs, 1, remote)
            : new Alarm(presented, before.sinceNs(), atNs, before.count() + 1, remote));
  }
}
