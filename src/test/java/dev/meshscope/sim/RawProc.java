package dev.meshscope.sim;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A peer that speaks PROTOCOL.md and no extras. Either it answers on the socket it was asked on,
/// or, as deployed nodes, always through one outgoing pointer that stays on the first socket until
/// the last one to that peer has closed. Single thread.
final class RawProc extends Proc {

  private static final long TICK_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(120);

  private static final class Link {
    @Nullable NodeId peer;
    boolean greeted;
    long heardNs;
  }

  private final boolean pointing;
  private final Map<End, Link> links = new LinkedHashMap<>();
  private final Map<NodeId, End> pointers = new HashMap<>();
  private final Map<NodeId, Integer> dialledPids = new HashMap<>();

  RawProc(World world, Identity identity, int port, int pid, boolean pointing) {
    super(world, identity, port, pid);
    this.pointing = pointing;
    world.agenda.in(TICK_NS, this::tick);
  }

  @Override
  boolean ours() {
    return false;
  }

  @Override
  boolean answersOn(End end) {
    Link link = links.get(end);
    End pointer = link == null || link.peer == null ? null : pointers.get(link.peer);
    return link != null && link.peer != null && (!pointing || end.equals(pointer));
  }

  @Override
  void accepted(End end) {
    Link link = new Link();
    link.heardNs = world.nowNs();
    links.put(end, link);
  }

  @Override
  void connected(End end) {
    greet(end);
  }

  @Override
  void received(End end, Frame frame) {
    Link link = links.get(end);
    if (link == null) {
      return;
    }
    link.heardNs = world.nowNs();
    switch (frame) {
      case Frame.Greeting(var handshake) -> register(end, link, handshake.nodeId());
      case Frame.Ping() -> answer(end, link, new Frame.Pong());
      default -> {}
    }
  }

  private void register(End end, Link link, NodeId peer) {
    if (!link.greeted) {
      greet(end);
    }
    if (link.peer != null) {
      return;
    }
    if (pointing) {
      for (Map.Entry<End, Link> other : List.copyOf(links.entrySet())) {
        if (peer.equals(other.getValue().peer)) {
          boolean fresh = world.nowNs() - other.getValue().heardNs <= TICK_NS;
          boolean opposite = other.getKey().dialled != end.dialled;
          boolean winsTie = end.dialled == identity.nodeId().compareTo(peer) < 0;
          if (fresh && !(opposite && winsTie)) {
            drop(end);
            return;
          }
          // Replaced, but what is sent still goes there.
          links.remove(other.getKey());
          other.getKey().close(CloseReason.REMOTE_CLOSED, 0);
        }
      }
    }
    link.peer = peer;
    pointers.putIfAbsent(peer, end);
  }

  private void answer(End end, Link link, Frame frame) {
    End pointer = link.peer == null ? null : pointers.get(link.peer);
    End on = pointing && pointer != null ? pointer : end;
    on.send(frame);
  }

  private void greet(End end) {
    Link link = links.computeIfAbsent(end, _ -> new Link());
    link.greeted = true;
    link.heardNs = world.nowNs();
    end.send(
        new Frame.Greeting(
            new Handshake(
                identity.nodeId(),
                identity.name(),
                "0.2.3",
                identity.key(),
                null,
                "participant",
                Group.DEFAULT,
                null)));
  }

  @Override
  void ended(End end, CloseReason reason) {
    forget(end);
  }

  void drop(End end) {
    end.close(CloseReason.REMOTE_CLOSED, 0);
    forget(end);
  }

  private void forget(End end) {
    links.remove(end);
    pointers.keySet().removeIf(peer -> links.values().stream().noneMatch(l -> peer.equals(l.peer)));
  }

  /// Whether any socket to this peer is open.
  boolean connectedTo(NodeId peer) {
    return links.values().stream().anyMatch(link -> peer.equals(link.peer));
  }

  List<End> openEnds() {
    return new ArrayList<>(links.keySet());
  }

  @Override
  void sighted(Sighting sighting) {
    boolean ourTurn = identity.nodeId().compareTo(sighting.nodeId()) < 0;
    Integer known = dialledPids.get(sighting.nodeId());
    boolean newLife = known == null || known != sighting.pid();
    if (ourTurn && (newLife || !connectedTo(sighting.nodeId()))) {
      dialledPids.put(sighting.nodeId(), (int) sighting.pid());
      world.dial(this, sighting.endpoint().port());
    }
  }

  @Override
  void unsighted(Identity gone) {}

  @Override
  void dialNow(Proc to) {
    world.dial(this, to.port);
  }

  private void tick() {
    if (!alive) {
      return;
    }
    deliver(
        () -> {
          for (Map.Entry<End, Link> each : List.copyOf(links.entrySet())) {
            long silentNs = world.nowNs() - each.getValue().heardNs;
            if (silentNs > TIMEOUT_NS) {
              drop(each.getKey());
            } else if (silentNs > TICK_NS && each.getValue().peer != null) {
              answer(each.getKey(), each.getValue(), new Frame.Ping());
            }
          }
        });
    world.agenda.in(TICK_NS, this::tick);
  }
}
