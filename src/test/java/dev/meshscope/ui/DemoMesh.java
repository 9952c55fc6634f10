package dev.meshscope.ui;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.KernelCause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Seal;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.SocketOptions;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Effect;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.State;
import dev.meshscope.core.table.Transport;
import dev.meshscope.core.wire.Extra;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.core.wire.Handshake;
import dev.meshscope.engine.Subscription;
import dev.meshscope.ui.feed.Batch;
import dev.meshscope.ui.feed.MeshFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A real core with made-up peers and a clock that is moved by hand: what the window shows in a
/// test.
public final class DemoMesh implements MeshFeed {
  /// A made-up peer.
  ///
  /// @param mute whether it says that it could prove itself, and does not
  public record Demo(NodeId id, String name, boolean ours, String life, long rttNs, boolean mute) {
    public Demo(NodeId id, String name, boolean ours, String life, long rttNs) {
      this(id, name, ours, life, rttNs, false);
    }

    /// The same id and key, and no proof.
    public Demo unproven() {
      return new Demo(id, name, ours, life, rttNs, true);
    }

    /// The same id and key, and not one of ours.
    public Demo stripped() {
      return new Demo(id, name, false, life, rttNs);
    }
  }

  private record Due(long atNs, long order, Runnable work) {}

  private static final Seal SEAL =
      new Seal() {
        @Override
        public String sign(String statement) {
          return "signed";
        }

        @Override
        public boolean verifies(PublicKey key, String statement, String signature) {
          return signature.equals("signed");
        }
      };

  private final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Due::atNs).thenComparingLong(Due::order));
  private final Map<TransportId, Demo> ends = new HashMap<>();
  private final Map<TransportId, Long> lastAck = new HashMap<>();
  private final Set<TransportId> frozen = new HashSet<>();
  private final Set<TransportId> cut = new HashSet<>();
  private final List<MeshEvent> fresh = new ArrayList<>();
  private PeerTable table;
  private @Nullable Consumer<Batch> reader;
  private long now = 3_600_000_000_000L;
  private long told;
  private long order;
  private int ports = 40_000;
  private Networking networking = Networking.LOOPBACK;
  private long nonces = 1;
  private long links = 1;

  public DemoMesh(Settings settings) {
    Self self =
        new Self(
            new NodeId("8192e4a2-7b5c-7def-8a3b-9c4d5e6f7a8b"),
            new NodeName("studio-mac"),
            key(0),
            null,
            Group.DEFAULT,
            new Incarnation("00000000000000000000000000000001"),
            0);
    table = PeerTable.empty(self, settings, Map.of());
  }

  public static Demo demo(String name, int number, boolean ours) {
    String id =
        String.format(Locale.ROOT, "%08x-7b5c-7def-8a3b-9c4d5e6f%04x", number * 0x9e3779b1, number);
    return new Demo(
        new NodeId(id), name, ours, String.format(Locale.ROOT, "%032x", number), 900_000);
  }

  public static Demo restarted(Demo demo) {
    return new Demo(
        demo.id(), demo.name(), demo.ours(), "f" + demo.life().substring(1), demo.rttNs());
  }

  /// Somebody connects and says nothing.
  public TransportId comes() {
    TransportId id = table.nextTransport();
    step(
        new Input.Accepted(
            id, Kind.DIRECT, listening(), new Endpoint("127.0.0.1", 40_000), nonce()));
    return id;
  }

  /// The peer dials us.
  public TransportId dialsUs(Demo demo) {
    TransportId id = table.nextTransport();
    step(new Input.Accepted(id, Kind.DIRECT, listening(), nextEnd(), nonce()));
    introduce(id, demo);
    return id;
  }

  /// The same over the relay.
  public TransportId relays(Demo demo) {
    TransportId id = table.nextTransport();
    step(
        new Input.Accepted(
            id, Kind.RELAY, listening(), new Endpoint("relay.example", 443), nonce()));
    introduce(id, demo);
    return id;
  }

  /// We dial the peer at an address.
  public TransportId weDial(Demo demo) {
    TransportId id = table.nextTransport();
    step(new Input.DialWanted(nextEnd()));
    step(new Input.Connected(id, nextEnd(), nonce()));
    introduce(id, demo);
    return id;
  }

  /// Discovery sees a peer.
  public void sees(Demo demo) {
    step(new Input.Sighted(new Sighting(demo.id(), new NodeName(demo.name()), nextEnd(), 4711)));
  }

  /// Discovery on the LAN sees a peer at these addresses.
  public void sees(Demo demo, Source source, Endpoint... where) {
    step(
        new Input.Sighted(
            new Sighting(demo.id(), new NodeName(demo.name()), source, List.of(where), 0)));
  }

  /// The last dial that went out fails.
  public void dialFails(Cause why) {
    TransportId last =
        table.unidentified().stream()
            .filter(id -> table.transport(id).filter(Transport::outbound).isPresent())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    step(new Input.Ended(last, CloseReason.DIAL_FAILED, why));
  }

  /// Which networks the window is told of.
  public void joined(Networking networks, LanState lan, RelayState relay) {
    networking = networks;
    step(new Input.LanTold(lan));
    step(new Input.RelayTold(relay));
  }

  /// Its program stands still, its kernel answers.
  public void freeze(TransportId id) {
    frozen.add(id);
  }

  /// Nothing comes through any more.
  public void cut(TransportId id) {
    cut.add(id);
  }

  public void ends(TransportId id, CloseReason reason) {
    step(new Input.Ended(id, reason, Cause.none()));
  }

  /// Somebody else comes under its id, with a key of his own.
  public void impostor(Demo demo, int number) {
    TransportId id = table.nextTransport();
    step(
        new Input.Accepted(
            id, Kind.DIRECT, listening(), new Endpoint("192.168.1.66", 51_000 + number), nonce()));
    greets(id, demo, key(200 + number));
  }

  private void introduce(TransportId id, Demo demo) {
    ends.put(id, demo);
    lastAck.put(id, now);
    if (table.transport(id).filter(one -> one.route().kind() == Kind.DIRECT).isPresent()) {
      step(new Input.Tuned(id, new SocketOptions(true, true, 1, 1, 10, 30_000)));
    }
    greets(id, demo, key(1 + Math.floorMod(demo.id().hashCode(), 100)));
    // Nobody holds its place: nothing is to be seen of the round trip that its proof takes.
    if (demo.ours() && !demo.mute() && waits(id)) {
      proves(id);
    }
  }

  private boolean waits(TransportId id) {
    return table.transport(id).filter(t -> t.state() == State.AWAITING_HANDSHAKE).isPresent();
  }

  private void greets(TransportId id, Demo demo, PublicKey key) {
    Extra extra =
        demo.ours() ? new Extra(new Incarnation(demo.life()), 0, links++, null, nonce()) : null;
    step(
        new Input.Received(
            id,
            new Frame.Greeting(
                new Handshake(
                    demo.id(),
                    new NodeName(demo.name()),
                    demo.ours() ? Handshake.VERSION : "0.2.3",
                    key,
                    null,
                    "participant",
                    Group.DEFAULT,
                    extra)),
            420));
  }

  /// The newcomer proves its life.
  public void proves(TransportId id) {
    step(new Input.Received(id, new Frame.Proof("signed"), 120));
  }

  /// Lets time pass.
  public void pass(long millis) {
    long until = now + millis * 1_000_000;
    while (true) {
      Due due = agenda.peek();
      if (due == null || due.atNs() > until) {
        break;
      }
      agenda.poll();
      now = Math.max(now, due.atNs());
      due.work().run();
    }
    now = until;
    sample();
  }

  private void sample() {
    for (TransportId id : List.copyOf(table.transports().keySet())) {
      if (table.transport(id).filter(one -> one.route().kind() == Kind.RELAY).isPresent()) {
        step(
            new Input.Sampled(id, new KernelView.Unavailable(Cause.of(KernelCause.RELAY_BETWEEN))));
        continue;
      }
      boolean dead = cut.contains(id);
      long missed = dead ? Math.min(10, (now - lastAck.getOrDefault(id, now)) / 1_000_000_000) : 0;
      if (!dead) {
        lastAck.put(id, now - 300_000_000 - id.value() % 5 * 120_000_000);
      }
      step(
          new Input.Sampled(
              id,
              new KernelView.Sampled(
                  now,
                  (now - 3_600_000_000_000L) / 1_000_000_000,
                  lastAck.getOrDefault(id, now),
                  (int) missed,
                  0,
                  0,
                  (int) missed,
                  0,
                  missed < 2
                      ? new KernelView.Flight.Moving()
                      : new KernelView.Flight.Stuck(now, now),
                  180)));
    }
    deliver();
  }

  public void step(Input input) {
    PeerTable.Step step = table.step(input, SEAL, now);
    table = step.table();
    fresh.addAll(step.events());
    told += step.events().size();
    step.effects().forEach(this::carryOut);
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Send(var id, Frame.Ping _) -> answer(id);
      case Effect.WakeAt(var id, long at) -> later(at, () -> step(new Input.Woken(id)));
      case Effect.WakeTargetAt(var endpoint, long at) ->
          later(at, () -> step(new Input.TargetWoken(endpoint)));
      case Effect.WakePeerAt(var peer, long at) -> later(at, () -> step(new Input.PeerWoken(peer)));
      default -> {}
    }
  }

  private void answer(TransportId id) {
    Demo demo = ends.get(id);
    if (demo != null) {
      later(
          now + demo.rttNs(),
          () -> {
            if (!frozen.contains(id) && !cut.contains(id)) {
              step(new Input.Received(id, new Frame.Pong(), 15));
            }
          });
    }
  }

  private void later(long atNs, Runnable work) {
    agenda.add(new Due(Math.max(atNs, now), order++, work));
  }

  private void deliver() {
    if (reader != null) {
      reader.accept(new Batch(table, fresh, told, 0));
      fresh.clear();
    }
  }

  private Endpoint nextEnd() {
    ports = 40_000 + (ports - 40_000 + 17) % 25_000;
    return new Endpoint("127.0.0.1", ports);
  }

  private Nonce nonce() {
    return new Nonce(String.format(Locale.ROOT, "%032x", nonces++));
  }

  private static PublicKey key(int number) {
    byte[] raw = new byte[32];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) (number * (31 + 17 * i) + i);
    }
    return new PublicKey(Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
  }

  public PeerTable table() {
    return table;
  }

  @Override
  public Self self() {
    return table.self();
  }

  @Override
  public Endpoint listening() {
    return new Endpoint(networking.lan() ? "::" : "127.0.0.1", 48_211);
  }

  @Override
  public long nowNs() {
    return now;
  }

  @Override
  public Instant wallClock(long ns) {
    return Instant.parse("2026-03-02T11:00:00Z").plusNanos(ns - 3_600_000_000_000L);
  }

  @Override
  public Subscription subscribe(Consumer<Batch> wanted) {
    reader = wanted;
    deliver();
    return () -> reader = null;
  }

  @Override
  public void dial(Endpoint endpoint) {
    step(new Input.DialWanted(endpoint));
  }

  @Override
  public void ping(TransportId transport) {
    step(new Input.PingWanted(transport));
  }

  @Override
  public void drop(TransportId transport) {
    step(new Input.DropWanted(transport));
  }

  @Override
  public void trust(NodeId peer, PublicKey key) {
    step(new Input.TrustWanted(peer, key));
  }

  @Override
  public void forget(NodeId peer) {
    step(new Input.ForgetWanted(peer));
  }

  @Override
  public Networking networking() {
    return networking;
  }

  @Override
  public void change(Settings settings) {
    step(new Input.SettingsWanted(settings));
  }

  @Override
  public void watchClosely(Set<TransportId> transports) {}
}
