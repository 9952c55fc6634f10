package dev.meshscope.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Seal;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.judge.Reason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.TransportId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Two cores on a perfect network without delay: the plain cases, step by step.
class TwoNodesTest {

  private static final String KEY = "A".repeat(42);

  @Test
  void theSmallerDialsAndBothEndsAreLiveAndProven() {
    World world = new World();
    Node a = world.node(1, 1);
    Node b = world.node(2, 1);
    world.see(a, b);
    world.see(b, a);

    assertThat(a.incumbent(b).state()).isEqualTo(State.LIVE);
    assertThat(a.incumbent(b).outbound()).isTrue();
    assertThat(a.incumbent(b).greeting().proven()).isTrue();
    assertThat(a.incumbent(b).pulse().roundTrips().measured()).isTrue();
    assertThat(b.incumbent(a).outbound()).isFalse();
    assertThat(b.incumbent(a).greeting().proven()).isTrue();
    assertThat(a.table.transports()).hasSize(1);
  }

  @Test
  void aRestartedPeerBehindAZombieIsPromotedAfterItsProof() {
    World world = new World();
    Node a = world.node(1, 1);
    Node b = world.node(2, 1);
    world.see(a, b);
    b.dead = true;
    Node reborn = world.node(2, 2);
    world.advance(200);
    world.see(a, reborn);
    world.advance(2_000);

    assertThat(a.reasons).contains(Reason.PEER_RESTARTED);
    assertThat(a.incumbent(reborn).greeting().proven()).isTrue();
    world.advance(2_000);
    assertThat(a.table.transports()).hasSize(1);
  }

  @Test
  void anIdleLinkStaysUpForAnHour() {
    World world = new World();
    Node a = world.node(1, 1);
    Node b = world.node(2, 1);
    world.see(a, b);
    TransportId first = a.incumbent(b).id();
    world.advance(3_600_000);

    assertThat(a.incumbent(b).id()).isEqualTo(first);
    assertThat(a.incumbent(b).state()).isIn(State.LIVE, State.QUIET);
  }

  @Test
  void aDeadPeerIsDroppedAfterThreeMissedRoundTrips() {
    World world = new World();
    Node a = world.node(1, 1);
    Node b = world.node(2, 1);
    world.see(a, b);
    b.dead = true;
    world.advance(13_000);

    assertThat(a.table.transports().values()).noneMatch(t -> t.state().holdsSlot());
    assertThat(a.events).anyMatch(e -> e instanceof MeshEvent.Left);
  }

  private static final class World {
    long nowNs = 1_000_000_000L;
    final List<Node> nodes = new ArrayList<>();
    final Deque<Runnable> queue = new ArrayDeque<>();

    Node node(int id, int life) {
      Node node = new Node(this, id, life, nodes.size());
      nodes.add(node);
      return node;
    }

    void see(Node who, Node whom) {
      who.take(
          new Input.Sighted(
              new Sighting(
                  whom.table.self().nodeId(), whom.table.self().name(), whom.listens, whom.port)));
      drain();
    }

    void drain() {
      for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
        next.run();
      }
    }

    void advance(long millis) {
      long until = nowNs + TimeUnit.MILLISECONDS.toNanos(millis);
      while (true) {
        Node next = null;
        Input which = null;
        long at = until;
        for (Node node : nodes) {
          for (Map.Entry<Input, Long> timer : node.timers.entrySet()) {
            if (timer.getValue() <= at && !node.dead) {
              at = timer.getValue();
              next = node;
              which = timer.getKey();
            }
          }
        }
        if (next == null || which == null) {
          nowNs = until;
          return;
        }
        nowNs = Math.max(nowNs, at);
        next.timers.remove(which);
        next.take(which);
        drain();
      }
    }
  }

  private static final class Node {
    final World world;
    final int port;
    final Endpoint listens;
    final Map<TransportId, Node> others = new HashMap<>();
    final Map<TransportId, TransportId> theirs = new HashMap<>();
    final Map<Input, Long> timers = new LinkedHashMap<>();
    final List<MeshEvent> events = new ArrayList<>();
    final List<Reason> reasons = new ArrayList<>();
    PeerTable table;
    boolean dead;

    Node(World world, int id, int life, int index) {
      this.world = world;
      this.port = 5000 + index;
      this.listens = new Endpoint("127.0.0.1", port);
      this.table =
          PeerTable.empty(
              new Self(
                  new NodeId("50000000-0000-7000-8000-00000000000" + id),
                  new NodeName("n" + id),
                  new PublicKey(KEY + id),
                  null,
                  Group.DEFAULT,
                  new Incarnation((life + "").repeat(32)),
                  0),
              Settings.DEFAULT,
              Map.of());
    }

    Transport incumbent(Node other) {
      return table
          .peer(other.table.self().nodeId())
          .map(peer -> peer.direct().incumbent())
          .flatMap(table::transport)
          .orElseThrow();
    }

    void take(Input input) {
      if (dead) {
        return;
      }
      PeerTable before = table;
      PeerTable.Step step = table.step(input, new StringSeal(this), world.nowNs);
      table = step.table();
      PeerTable folded = before;
      for (MeshEvent event : step.events()) {
        folded = folded.apply(event);
        if (event instanceof MeshEvent.Live live && live.reason() != null) {
          reasons.add(live.reason());
        }
      }
      assertThat(folded).isEqualTo(table);
      events.addAll(step.events());
      step.effects().forEach(this::carryOut);
    }

    void carryOut(Effect effect) {
      switch (effect) {
        case Effect.Dial(var id, var endpoint) -> {
          Node other =
              world.nodes.stream()
                  .filter(n -> n.listens.equals(endpoint))
                  .findFirst()
                  .orElseThrow();
          world.queue.add(
              () -> {
                TransportId theirId = other.table.nextTransport();
                others.put(id, other);
                theirs.put(id, theirId);
                other.others.put(theirId, this);
                other.theirs.put(theirId, id);
                other.take(
                    new Input.Accepted(
                        theirId, Kind.DIRECT, other.listens, listens, nonce(other, theirId)));
                take(new Input.Connected(id, listens, nonce(this, id)));
              });
        }
        case Effect.Send(var id, var frame) -> {
          Node other = others.get(id);
          TransportId theirId = theirs.get(id);
          world.queue.add(() -> other.take(new Input.Received(theirId, frame, 15)));
        }
        case Effect.SendPongs(var id, int count) -> {
          Node other = others.get(id);
          TransportId theirId = theirs.get(id);
          for (int i = 0; i < count; i++) {
            world.queue.add(
                () ->
                    other.take(
                        new Input.Received(theirId, new dev.meshscope.core.wire.Frame.Pong(), 15)));
          }
        }
        case Effect.Close(var id) -> {
          Node other = others.get(id);
          TransportId theirId = theirs.get(id);
          world.queue.add(
              () ->
                  other.take(
                      new Input.Ended(
                          theirId,
                          dev.meshscope.core.link.CloseReason.REMOTE_CLOSED,
                          Cause.none())));
        }
        case Effect.WakeAt(var id, long at) -> timers.put(new Input.Woken(id), at);
        case Effect.WakePeerAt(var peer, long at) -> timers.put(new Input.PeerWoken(peer), at);
        case Effect.WakeTargetAt _, Effect.Reach _, Effect.Pin _, Effect.Unpin _ -> {}
      }
    }

    private static Nonce nonce(Node node, TransportId id) {
      return new Nonce("%016x%016x".formatted(node.port, id.value()));
    }
  }

  /// Whoever names the key has signed: enough where nobody lies.
  private record StringSeal(Node node) implements Seal {
    @Override
    public String sign(String statement) {
      return node.table.self().publicKey() + "|" + statement;
    }

    @Override
    public boolean verifies(PublicKey key, String statement, String signature) {
      return signature.equals(key + "|" + statement);
    }
  }
}
