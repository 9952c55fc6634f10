package dev.meshscope.core.table;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Seal;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One core whose peer is played by the test, input by input; timers go off by themselves as time
/// is advanced. Our node id lies between those of [#SMALLER] and [#LARGER]. Single thread.
final class LoneCore {

  static final NodeId SMALLER = new NodeId("40000000-0000-7000-8000-000000000000");
  static final NodeId LARGER = new NodeId("60000000-0000-7000-8000-000000000000");
  static final Endpoint HOME = new Endpoint("127.0.0.1", 5001);

  private static final NodeId ME = new NodeId("50000000-0000-7000-8000-000000000000");
  private static final PublicKey KEY = new PublicKey("A".repeat(43));

  final List<MeshEvent> events = new ArrayList<>();
  final List<Effect> effects = new ArrayList<>();
  final Map<Input, Long> timers = new LinkedHashMap<>();
  PeerTable table =
      PeerTable.empty(
          new Self(ME, new NodeName("me"), KEY, null, Group.DEFAULT, life(0), 0),
          Settings.DEFAULT,
          Map.of());
  long nowNs = 1_000_000_000L;
  private long nonces;

  static Incarnation life(int number) {
    return new Incarnation("%032x".formatted(number));
  }

  PeerTable.Step take(Input input) {
    PeerTable.Step step = table.step(input, new Names(), nowNs);
    table = step.table();
    events.addAll(step.events());
    effects.addAll(step.effects());
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.WakeAt(var id, long at)) {
        timers.put(new Input.Woken(id), at);
      } else if (effect instanceof Effect.WakePeerAt(var peer, long at)) {
        timers.put(new Input.PeerWoken(peer), at);
      }
    }
    return step;
  }

  void advance(long millis) {
    long until = nowNs + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      Map.Entry<Input, Long> next =
          timers.entrySet().stream()
              .filter(timer -> timer.getValue() <= until)
              .min(Map.Entry.comparingByValue())
              .orElse(null);
      if (next == null) {
        nowNs = until;
        return;
      }
      Input input = next.getKey();
      nowNs = Math.max(nowNs, next.getValue());
      timers.remove(input);
      take(input);
    }
  }

  TransportId accept() {
    TransportId id = table.nextTransport();
    take(new Input.Accepted(id, Kind.DIRECT, HOME, new Endpoint("127.0.0.1", 9), nonce()));
    return id;
  }

  /// An accepted transport whose remote says that it is this raw peer.
  TransportId raw(NodeId peer) {
    TransportId id = accept();
    greet(id, peer, null);
    return id;
  }

  /// An accepted transport whose remote is a node of ours in this life.
  TransportId ours(NodeId peer, int life, long link, @Nullable List<Long> holds) {
    TransportId id = accept();
    greet(id, peer, extra(life, link, holds));
    return id;
  }

  Extra extra(int life, long link, @Nullable List<Long> holds) {
    return new Extra(life(life), life, link, holds, nonce());
  }

  void connected(TransportId id) {
    take(new Input.Connected(id, HOME, nonce()));
  }

  void greet(TransportId id, NodeId peer, @Nullable Extra extra) {
    receive(
        id,
        new Frame.Greeting(
            new Handshake(
                peer,
                new NodeName("peer"),
                "1.1.0",
                KEY,
                null,
                "participant",
                Group.DEFAULT,
                extra)));
  }

  /// The remote proves its life.
  void prove(TransportId id) {
    Transport transport = table.transport(id).orElseThrow();
    Handshake theirs = transport.greeting().theirs();
    Extra extra = theirs == null ? null : theirs.extra();
    if (theirs == null || extra == null || transport.greeting().nonce() == null) {
      throw new IllegalStateException("nothing to prove on " + id);
    }
    receive(
        id,
        new Frame.Proof(
            extra.statement(
                theirs.nodeId(),
                table.self().nodeId(),
                transport.route().kind(),
                transport.greeting().nonce())));
  }

  void receive(TransportId id, Frame frame) {
    take(new Input.Received(id, frame, 15));
  }

  void pong(TransportId id) {
    receive(id, new Frame.Pong());
  }

  void see(NodeId peer, int port, int pid) {
    take(
        new Input.Sighted(
            new Sighting(peer, new NodeName("peer"), new Endpoint("127.0.0.1", port), pid)));
  }

  @Nullable TransportId incumbent(NodeId peer) {
    return table.peer(peer).map(p -> p.direct().incumbent()).orElse(null);
  }

  List<TransportId> dials() {
    List<TransportId> dials = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Dial(var id, _)) {
        dials.add(id);
      }
    }
    return dials;
  }

  <T extends MeshEvent> List<T> told(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  OptionalLong armed(TransportId id) {
    Long at = timers.get(new Input.Woken(id));
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
  }

  private Nonce nonce() {
    return new Nonce("%032x".formatted(++nonces));
  }

  /// Who repeats the statement has signed it.
  private record Names() implements Seal {
    @Override
    public String sign(String statement) {
      return statement;
    }

    @Override
    public boolean verifies(PublicKey key, String statement, String signature) {
      return signature.equals(statement);
    }
  }
}
