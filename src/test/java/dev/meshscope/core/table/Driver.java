package dev.meshscope.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.KnownKeys;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Seal;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.CloseReason;
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
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One core without a world: hands it inputs at chosen times, keeps what it did, runs its timers.
/// After every step it checks that the events told fold into the very table the step returned.
final class Driver {

  /// Smaller than ours: it dials.
  static final NodeId SMALLER = id(0x10);

  /// Larger than ours: we dial.
  static final NodeId LARGER = id(0x90);

  static final NodeId SELF = id(0x50);
  static final Endpoint HERE = new Endpoint("127.0.0.1", 5000);
  static final Endpoint THERE = new Endpoint("127.0.0.1", 6000);
  static final Endpoint ELSEWHERE = new Endpoint("127.0.0.1", 6001);

  private static final long START_NS = TimeUnit.HOURS.toNanos(1);

  final List<MeshEvent> events = new ArrayList<>();
  final List<Effect> effects = new ArrayList<>();
  PeerTable table;
  long nowNs = START_NS;
  private final Seal seal = new ToySeal(key(SELF));
  private final Map<Input, Long> timers = new LinkedHashMap<>();
  private int nonces;

  Driver() {
    this(Settings.DEFAULT);
  }

  Driver(Settings settings) {
    this(settings, KnownKeys.NONE);
  }

  /// @param known from earlier runs
  Driver(Settings settings, KnownKeys known) {
    Self self =
        new Self(SELF, new NodeName("self"), key(SELF), null, Group.DEFAULT, life(0x50, 1), 0);
    table = PeerTable.empty(self, settings, known);
  }

  // Time.

  /// Milliseconds since the start, on the table's clock.
  static long ms(long millis) {
    return START_NS + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /// Lets time pass; every timer goes off when it is due.
  void until(long millis) {
    long end = ms(millis);
    while (true) {
      Map.Entry<Input, Long> due = null;
      for (Map.Entry<Input, Long> timer : timers.entrySet()) {
        if (timer.getValue() <= end && (due == null || timer.getValue() < due.getValue())) {
          due = timer;
        }
      }
      if (due == null) {
        nowNs = end;
        return;
      }
      nowNs = Math.max(nowNs, due.getValue());
      Input input = due.getKey();
      timers.remove(input);
      take(input);
    }
  }

  /// Time passes and no timer goes off: our own loop stands still.
  void stallUntil(long millis) {
    nowNs = ms(millis);
  }

  // Inputs.

  /// Takes the input in; gives the step.
  PeerTable.Step take(Input input) {
    PeerTable.Step step = table.step(input, seal, nowNs);
    PeerTable folded = table;
    for (MeshEvent event : step.events()) {
      folded = folded.apply(event);
    }
    assertThat(folded).as("the fold of the events of %s", input).isEqualTo(step.table());
    table = step.table();
    events.addAll(step.events());
    effects.addAll(step.effects());
    for (Effect effect : step.effects()) {
      switch (effect) {
        case Effect.WakeAt(var id, long at) -> timers.put(new Input.Woken(id), at);
        case Effect.WakeTargetAt(var endpoint, long at) ->
            timers.put(new Input.TargetWoken(endpoint), at);
        case Effect.WakePeerAt(var peer, long at) -> timers.put(new Input.PeerWoken(peer), at);
        case Effect.Close(var id) -> timers.remove(new Input.Woken(id));
        case Effect.Dial _,
            Effect.Reach _,
            Effect.Send _,
            Effect.SendPongs _,
            Effect.Pin _,
            Effect.Unpin _ -> {}
      }
    }
    return step;
  }

  TransportId accept() {
    return accept(Kind.DIRECT);
  }

  TransportId accept(Kind kind) {
    TransportId id = table.nextTransport();
    take(
        new Input.Accepted(
            id, kind, HERE, new Endpoint("127.0.0.1", 40_000 + (int) id.value()), nonce()));
    return id;
  }

  /// A connection comes in and says this at once.
  TransportId accept(Handshake handshake) {
    TransportId id = accept();
    greet(id, handshake);
    return id;
  }

  /// A connection comes in, says this at once, and proves it if it can.
  TransportId join(Handshake handshake) {
    TransportId id = accept(handshake);
    if (transport(id).ours()) {
      prove(id);
    }
    return id;
  }

  TransportId accept(Kind kind, Handshake handshake) {
    TransportId id = accept(kind);
    greet(id, handshake);
    return id;
  }

  PeerTable.Step greet(TransportId id, Handshake handshake) {
    return hear(id, new Frame.Greeting(handshake));
  }

  PeerTable.Step hear(TransportId id, Frame frame) {
    return take(new Input.Received(id, frame, 15));
  }

  PeerTable.Step pong(TransportId id) {
    return hear(id, new Frame.Pong());
  }

  /// The remote signs our nonce of this transport, as the life it claimed there.
  PeerTable.Step prove(TransportId id) {
    Transport transport = transport(id);
    Handshake theirs = Objects.requireNonNull(transport.greeting().theirs());
    Extra extra = Objects.requireNonNull(theirs.extra());
    String statement =
        extra.statement(
            theirs.nodeId(),
            SELF,
            transport.route().kind(),
            Objects.requireNonNull(transport.greeting().nonce()));
    return hear(id, new Frame.Proof(new ToySeal(theirs.publicKey()).sign(statement)));
  }

  void connected(TransportId id) {
    take(new Input.Connected(id, HERE, nonce()));
  }

  void ended(TransportId id, CloseReason reason) {
    timers.remove(new Input.Woken(id));
    take(new Input.Ended(id, reason, Cause.none()));
  }

  void sight(NodeId who, Endpoint where, long pid) {
    take(new Input.Sighted(new Sighting(who, new NodeName("peer"), where, pid)));
  }

  /// We see it, dial it, and are connected; it has not said a word.
  TransportId dialled(NodeId who, Endpoint where, long pid) {
    int before = sent(Effect.Dial.class).size();
    sight(who, where, pid);
    List<Effect.Dial> dials = sent(Effect.Dial.class);
    assertThat(dials).hasSize(before + 1);
    TransportId id = dials.getLast().id();
    connected(id);
    return id;
  }

  private Nonce nonce() {
    return new Nonce(String.format("%032x", ++nonces));
  }

  // What it knows and did.

  Transport transport(TransportId id) {
    return table.transport(id).orElseThrow(() -> new AssertionError(id + " has left"));
  }

  Peer peer(NodeId id) {
    return table.peer(id).orElseThrow(() -> new AssertionError(id + " is unknown"));
  }

  @Nullable TransportId incumbent(NodeId id) {
    return peer(id).direct().incumbent();
  }

  <E extends MeshEvent> List<E> told(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <E extends Effect> List<E> sent(Class<E> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<Frame> framesTo(TransportId id) {
    return sent(Effect.Send.class).stream()
        .filter(send -> send.id().equals(id))
        .map(Effect.Send::frame)
        .toList();
  }

  long pingsTo(TransportId id) {
    return framesTo(id).stream().filter(frame -> frame instanceof Frame.Ping).count();
  }

  /// Why this transport ended.
  CloseReason closed(TransportId id) {
    return told(MeshEvent.Closed.class).stream()
        .filter(closed -> closed.transport().equals(id))
        .map(MeshEvent.Closed::reason)
        .reduce(
            (one, two) -> {
              throw new AssertionError(id + " closed twice: " + one + ", " + two);
            })
        .orElseThrow(() -> new AssertionError(id + " is open"));
  }

  /// The verdicts on this transport, as `hold probing`.
  List<String> verdicts(TransportId id) {
    return told(MeshEvent.Judged.class).stream()
        .filter(judged -> judged.transport().equals(id))
        .map(MeshEvent.Judged::verdict)
        .map(Driver::brief)
        .toList();
  }

  static String brief(Verdict verdict) {
    return verdict.decision().name().toLowerCase(java.util.Locale.ROOT)
        + " "
        + verdict.reason().id();
  }

  // Others.

  static NodeId id(int first) {
    return new NodeId(String.format("%08x-0000-7000-8000-000000000000", first));
  }

  static PublicKey key(NodeId id) {
    return new PublicKey(id.text().substring(6, 8).repeat(21) + "A");
  }

  static Incarnation life(int first, int number) {
    return new Incarnation(String.format("%016x%016x", first, number));
  }

  /// What a deployed node says: no extras.
  static Handshake raw(NodeId who) {
    return handshake(who, key(who), "0.2.3", Group.DEFAULT, null);
  }

  static Handshake handshake(
      NodeId who, PublicKey key, String version, Group group, @Nullable Extra extra) {
    return new Handshake(
        who, new NodeName("peer"), version, key, null, "participant", group, extra);
  }

  /// What a Meshscope node says in its `number`th life.
  ///
  /// @param link its own number for this transport
  /// @param holds its numbers of all transports it has open
  static Handshake own(NodeId who, int number, long link, Long... holds) {
    Nonce nonce = new Nonce(String.format("%016x%016x", number, link));
    Extra extra = new Extra(life(0x77, number), 0, link, List.of(holds), nonce);
    return handshake(who, key(who), Handshake.VERSION, Group.DEFAULT, extra);
  }

  static String sign(PublicKey key, String statement) {
    return key + "|" + statement;
  }

  /// Signs with the public key itself: good enough where nobody attacks.
  private record ToySeal(PublicKey own) implements Seal {
    @Override
    public String sign(String statement) {
      return Driver.sign(own, statement);
    }

    @Override
    public boolean verifies(PublicKey key, String statement, String signature) {
      return signature.equals(Driver.sign(key, statement));
    }
  }
}
