package dev.meshscope.lines.live;

import dev.meshscope.core.event.About;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Bucket;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.standing.AtHome;
import dev.meshscope.core.table.PeerTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Strangers who took a slot and are not told of yet, for there were too many: whoever stays is,
/// from its beginning; whoever is gone again is a number. On the thread of whoever tells.
final class Newcomers {

  /// So many come and are told at once: a mesh that starts.
  static final Bucket.Rate COME = new Bucket.Rate(10, 200);

  /// So many of those that stayed are told. To stay, too, costs little.
  private static final Bucket.Rate STAYED = new Bucket.Rate(2, 200);

  private static final long AGAIN_NS = TimeUnit.SECONDS.toNanos(1);

  private static final class Newcomer {
    private final long cameNs;
    private final List<MeshEvent> held = new ArrayList<>();

    Newcomer(long cameNs) {
      this.cameNs = cameNs;
    }
  }

  private final Map<NodeId, Newcomer> waiting = new LinkedHashMap<>();
  private final Map<TransportId, NodeId> places = new HashMap<>();
  private final Allowance come = new Allowance(COME);
  private Bucket stayed = Bucket.EMPTY;
  private int gone;
  // Who has stayed and finds no room is looked at again a little later.
  private long nextNs = Long.MIN_VALUE;

  /// Whether one that takes a slot now is told at once.
  ///
  /// @param begun whether its connection is told already
  boolean isTold(NodeId peer, boolean begun, PeerTable table, long nowNs) {
    if (waiting.containsKey(peer)) {
      return false;
    }
    if (begun) {
      come.spend(nowNs);
    }
    return begun || AtHome.is(table, peer, nowNs) || come.admits(nowNs);
  }

  /// Keeps what is not told at once.
  void hold(NodeId peer, TransportId transport, List<MeshEvent> story, long nowNs) {
    places.put(transport, peer);
    Newcomer newcomer = waiting.computeIfAbsent(peer, it -> new Newcomer(nowNs));
    story.forEach(event -> Held.add(newcomer.held, event));
  }

  /// Takes what befalls one of them; false if it is not about one.
  boolean take(MeshEvent event) {
    NodeId peer = peer(event);
    Newcomer newcomer = peer == null ? null : waiting.get(peer);
    if (newcomer == null) {
      return false;
    }
    if (event instanceof MeshEvent.Left) {
      waiting.remove(peer);
      gone++;
    } else {
      Held.add(newcomer.held, event);
    }
    if (event instanceof MeshEvent.Closed closed) {
      places.remove(closed.transport());
    }
    return true;
  }

  private @Nullable NodeId peer(MeshEvent event) {
    TransportId transport = About.transport(event);
    NodeId there = transport == null ? null : places.get(transport);
    return there == null ? About.peer(event) : there;
  }

  /// When somebody has stayed; empty: nobody waits.
  OptionalLong dueNs() {
    Iterator<Newcomer> eldest = waiting.values().iterator();
    return eldest.hasNext()
        ? OptionalLong.of(Math.max(eldest.next().cameNs + AtHome.STAYS_NS, nextNs))
        : OptionalLong.empty();
  }

  /// What befell those that have stayed, from their beginning.
  List<MeshEvent> due(long nowNs, PeerTable table) {
    List<MeshEvent> told = new ArrayList<>();
    if (dueNs().orElse(Long.MAX_VALUE) > nowNs) {
      return told;
    }
    nextNs = nowNs + AGAIN_NS;
    stayed = stayed.at(STAYED, nowNs);
    Iterator<Map.Entry<NodeId, Newcomer>> each = waiting.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<NodeId, Newcomer> one = each.next();
      boolean stranger = table.isStranger(one.getKey());
      boolean present = table.peer(one.getKey()).filter(peer -> peer.present()).isPresent();
      if (!present) {
        // Its end found no room on the way here.
        gone++;
        each.remove();
      } else if (!stranger
          || (nowNs - one.getValue().cameNs >= AtHome.STAYS_NS && stayed.hasRoom(STAYED, 1))) {
        stayed = stayed.plus(stranger ? 1 : 0);
        told.addAll(one.getValue().held);
        each.remove();
      }
    }
    places.values().retainAll(waiting.keySet());
    return told;
  }

  /// How many are gone again since this was asked last.
  int gone() {
    int were = gone;
    gone = 0;
    return were;
  }

  boolean anyGone() {
    return gone > 0;
  }
}
