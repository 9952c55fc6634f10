package dev.meshscope.sim;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Effect;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.State;
import dev.meshscope.core.table.Transport;
import dev.meshscope.core.wire.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A process that runs our core: turns what happens on its sockets into inputs and carries effects
/// out, as the engine does. Single thread.
final class CoreProc extends Proc {

  /// The engine sweeps every few seconds, at whatever moment that is; here it is every few inputs.
  private static final int SWEEP_EVERY = 7;

  final Map<TransportId, End> ends = new HashMap<>();
  final Map<TransportId, Long> timers = new HashMap<>();
  final StepCheck check;
  private final SimSeal seal;
  private final Map<Endpoint, Long> targetTimers = new HashMap<>();
  private final Map<NodeId, Long> peerTimers = new HashMap<>();
  private PeerTable table;
  private PeerTable before;
  private long nonces;
  private long taken;

  CoreProc(World world, Identity identity, int port, int pid, Settings settings) {
    super(world, identity, port, pid);
    this.seal = new SimSeal(identity.key());
    this.check = new StepCheck(this);
    this.table =
        PeerTable.empty(
            new Self(
                identity.nodeId(),
                identity.name(),
                identity.key(),
                null,
                Group.DEFAULT,
                new Incarnation("%032x".formatted(pid)),
                world.nowNs() / 1_000_000),
            settings,
            Map.of());
    this.before = table;
  }

  PeerTable table() {
    return table;
  }

  @Override
  boolean ours() {
    return true;
  }

  /// The transport that holds the direct slot of this peer; null if none does.
  @Nullable Transport incumbent(NodeId peer) {
    TransportId id = table.peer(peer).map(p -> p.direct().incumbent()).orElse(null);
    return id == null ? null : table.transport(id).orElse(null);
  }

  /// Our end of the incumbent; null if there is none.
  @Nullable End incumbentEnd(NodeId peer) {
    Transport incumbent = incumbent(peer);
    return incumbent == null ? null : ends.get(incumbent.id());
  }

  void take(Input input) {
    if (!alive) {
      return;
    }
    for (Input each : world.mutation.inputs(table, input)) {
      step(each);
    }
    taken++;
    if (taken % SWEEP_EVERY == 0) {
      step(new Input.Swept());
    }
  }

  private void step(Input input) {
    before = table;
    PeerTable.Step step = before.step(input, seal, world.nowNs());
    List<Effect> effects = world.mutation.effects(before, step);
    world.trace(this, input, step);
    world.stepping(this, step, effects);
    table = step.table();
    check.effects(before, step);
    world.stepped(this, before, input, step);
    for (Effect effect : effects) {
      carryOut(effect);
    }
    check.step(before, input, step);
    boolean wrote = false;
    for (Effect effect : step.effects()) {
      wrote |= effect instanceof Effect.Send || effect instanceof Effect.SendPongs;
    }
    if (wrote && !(input instanceof Input.Written)) {
      for (Effect effect : step.effects()) {
        switch (effect) {
          case Effect.Send(var id, var frame) -> step(new Input.Written(id, frame.type(), 1, 15));
          case Effect.SendPongs(var id, int count) ->
              step(new Input.Written(id, "pong", count, 15L * count));
          default -> {}
        }
      }
    }
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Dial(var id, var endpoint) -> {
        Wire wire = world.network.dial(this, endpoint);
        wire.dialer.id = id;
        ends.put(id, wire.dialer);
      }
      case Effect.Send(var id, var frame) -> end(id).send(frame);
      case Effect.SendPongs(var id, int count) -> {
        for (int i = 0; i < count; i++) {
          end(id).send(new Frame.Pong());
        }
      }
      case Effect.Close(var id) -> close(end(id));
      case Effect.WakeAt(var id, long at) -> {
        timers.put(id, at);
        world.agenda.at(at, () -> deliver(() -> woken(id, at)));
      }
      case Effect.WakeTargetAt(var endpoint, long at) -> {
        targetTimers.put(endpoint, at);
        world.agenda.at(at, () -> deliver(() -> targetWoken(endpoint, at)));
      }
      case Effect.WakePeerAt(var peer, long at) -> {
        peerTimers.put(peer, at);
        world.agenda.at(at, () -> deliver(() -> peerWoken(peer, at)));
      }
      case Effect.Reach(var id, _) ->
          throw new SimViolation(label() + ": there is no relay here: " + id);
      case Effect.Pin _, Effect.Unpin _ -> {}
    }
  }

  private End end(TransportId id) {
    End end = ends.get(id);
    if (end == null) {
      throw new SimViolation(label() + ": effect for a transport that never was: " + id);
    }
    return end;
  }

  private void close(End end) {
    boolean abrupt = world.network.chance(10);
    // Who looks at its sockets one by one may meet the end of one behind what came later on
    // another.
    int lateMs = world.network.steady ? 20 : 700;
    long late = world.network.chance(10) ? TimeUnit.MILLISECONDS.toNanos(lateMs) : 0;
    end.close(abrupt ? CloseReason.RESET : CloseReason.REMOTE_CLOSED, late);
    // The channel reports its own end too.
    world.agenda.in(
        world.network.delayNs(),
        () ->
            deliver(
                () ->
                    take(
                        new Input.Ended(
                            end.id, CloseReason.FAILED, new Cause.Said("closed by us")))));
  }

  private void peerWoken(NodeId peer, long at) {
    if (peerTimers.getOrDefault(peer, -1L) == at) {
      peerTimers.remove(peer);
      take(new Input.PeerWoken(peer));
    }
  }

  private void woken(TransportId id, long at) {
    if (timers.getOrDefault(id, -1L) == at) {
      timers.remove(id);
      take(new Input.Woken(id));
    }
  }

  private void targetWoken(Endpoint endpoint, long at) {
    if (targetTimers.getOrDefault(endpoint, -1L) == at) {
      targetTimers.remove(endpoint);
      take(new Input.TargetWoken(endpoint));
    }
  }

  @Override
  void accepted(End end) {
    end.id = table.nextTransport();
    ends.put(end.id, end);
    take(
        new Input.Accepted(
            end.id, Kind.DIRECT, endpoint(), new Endpoint(end.wire.from, 30_000), nonce()));
  }

  @Override
  void connected(End end) {
    take(new Input.Connected(end.id, new Endpoint("127.0.0.1", 30_001), nonce()));
  }

  @Override
  void received(End end, Frame frame) {
    take(
        frame instanceof Frame.Ping
            ? new Input.Pinged(end.id, 1)
            : new Input.Received(end.id, frame, 15));
  }

  @Override
  void ended(End end, CloseReason reason) {
    take(new Input.Ended(end.id, reason, Cause.none()));
  }

  @Override
  void sighted(Sighting sighting) {
    take(new Input.Sighted(sighting));
  }

  @Override
  void unsighted(Identity gone) {
    take(new Input.Unsighted(gone.nodeId(), Source.LOOPBACK));
  }

  @Override
  void lostOnLan(Identity gone) {
    take(new Input.Unsighted(gone.nodeId(), Source.LAN));
  }

  @Override
  @Nullable End outgoing(NodeId peer) {
    Transport active = table.peer(peer).map(table::active).orElse(null);
    return active == null ? null : ends.get(active.id());
  }

  @Override
  boolean reads(End end) {
    return ends.get(end.id) == end
        && table
            .transport(end.id)
            .filter(t -> t.state().holdsSlot() || t.state() == State.DRAINING)
            .isPresent();
  }

  @Override
  boolean answersOn(End end) {
    return table.transports().containsKey(end.id) || hadBefore(end.id);
  }

  @Override
  void dialNow(Proc to) {
    take(new Input.DialWanted(to.endpoint()));
  }

  private Nonce nonce() {
    return new Nonce("%016x%016x".formatted(pid, ++nonces));
  }

  /// Whether the step under way began with this transport.
  boolean hadBefore(TransportId id) {
    return before.transports().containsKey(id);
  }
}
