package dev.meshscope.core.table;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.TransportId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One node we know of, connected or not.
///
/// @param id who
/// @param name as it last called itself
/// @param sighting where discovery sees it; null if it does not
/// @param settled the sighting that its incumbent stands for; another one means another life
/// @param direct its TCP slot
/// @param relay its relay slot
/// @param draining replaced transports that are still readable
/// @param life which lives of it we met
/// @param past what is kept of transports that ended
/// @param dialling how our dials to it fare
public record Peer(
    NodeId id,
    NodeName name,
    @Nullable Sighting sighting,
    @Nullable Sighting settled,
    Slot direct,
    Slot relay,
    List<Draining> draining,
    Life life,
    Past past,
    Dialling dialling) {

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
  /// @param healedNs when all transports to it were last closed because it could not send; -1:
  ///   never
  /// @param ended the transports that ended last, oldest first
  /// @param wrongPromotions how often a transport taken for dead spoke while it drained
  /// @param lastLive why the latest transport took its slot; null before the first
  public record Past(
      long lastHeardNs,
      long leftNs,
      long healedNs,
      List<Ended> ended,
      int wrongPromotions,
      @Nullable Reason lastLive) {
    Past left(long atNs) {
      return new Past(lastHeardNs, atNs, healedNs, ended, wrongPromotions, lastLive);
    }

    Past healed(long atNs) {
      return new Past(lastHeardNs, leftNs, atNs, ended, wrongPromotions, lastLive);
    }

    Past wronged() {
      return new Past(lastHeardNs, leftNs, healedNs, ended, wrongPromotions + 1, lastLive);
    }

    Past lived(Reason reason) {
      return new Past(lastHeardNs, leftNs, healedNs, ended, wrongPromotions, reason);
    }

    Past ended(Ended one, long heardNs) {
      return new Past(
          Math.max(lastHeardNs, heardNs),
          leftNs,
          healedNs,
          lastFew(ended, one),
          wrongPromotions,
          lastLive);
    }
  }

  /// @param attempts dials in a row without a handshake
  /// @param lastNs when the last one began; -1 if none did
  public record Dialling(int attempts, long lastNs) {
    static final Dialling NONE = new Dialling(0, -1);
  }

  /// One ended transport.
  ///
  /// @param heldSlot whether it was ever live
  public record Ended(
      TransportId transport,
      Direction direction,
      Endpoint remote,
      CloseReason reason,
      String detail,
      long openedNs,
      long endedNs,
      boolean heldSlot,
      Counters counters) {}

  static final int REMEMBERED = 16;

  /// Copies the lists.
  public Peer {
    draining = List.copyOf(draining);
  }

  static Peer met(NodeId id, NodeName name) {
    return new Peer(
        id,
        name,
        null,
        null,
        Slot.EMPTY,
        Slot.EMPTY,
        List.of(),
        new Life(null, List.of(), List.of(), false),
        new Past(-1, -1, -1, List.of(), 0, null),
        Dialling.NONE);
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
    boolean heldSlot = gone.pulse().liveSinceNs() >= 0;
    Ended end =
        new Ended(
            gone.id(),
            gone.route().direction(),
            gone.route().remote(),
            event.reason(),
            event.detail(),
            gone.route().openedNs(),
            event.atNs(),
            heldSlot,
            gone.counters());
    boolean identified = gone.greeting().theirs() != null;
    return with(kind, slot(kind).without(gone.id()))
        .with(draining.stream().filter(d -> !d.transport().equals(gone.id())).toList())
        .with(past.ended(end, identified ? gone.pulse().lastHeardNs() : -1));
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
      case DIRECT ->
          new Peer(id, name, sighting, settled, slot, relay, draining, life, past, dialling);
      case RELAY ->
          new Peer(id, name, sighting, settled, direct, slot, draining, life, past, dialling);
    };
  }

  Peer with(NodeName other) {
    return new Peer(id, other, sighting, settled, direct, relay, draining, life, past, dialling);
  }

  Peer sighted(@Nullable Sighting seen, @Nullable Sighting settledOn) {
    return new Peer(id, name, seen, settledOn, direct, relay, draining, life, past, dialling);
  }

  Peer with(List<Draining> other) {
    return new Peer(id, name, sighting, settled, direct, relay, other, life, past, dialling);
  }

  Peer with(Life other) {
    return new Peer(id, name, sighting, settled, direct, relay, draining, other, past, dialling);
  }

  Peer with(Past other) {
    return new Peer(id, name, sighting, settled, direct, relay, draining, life, other, dialling);
  }

  Peer with(Dialling other) {
    return new Peer(id, name, sighting, settled, direct, relay, draining, life, past, other);
  }
}
