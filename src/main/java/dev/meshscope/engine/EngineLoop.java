package dev.meshscope.engine;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Effect;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import dev.meshscope.engine.discovery.LoopbackRegistry;
import dev.meshscope.engine.net.Sockets;
import dev.meshscope.engine.store.Identity;
import dev.meshscope.engine.store.IdentityLock;
import dev.meshscope.engine.store.IdentityStore;
import dev.meshscope.engine.store.KnownPeers;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The single writer: steps the table for every input and carries out what it says. Its methods
/// hand over to the engine loop, where everything else here runs.
final class EngineLoop implements MeshEngine {
  private static final Logger LOG = Logger.getLogger(EngineLoop.class.getName());
  private static final long TICK_MS = 100;
  private static final long SAMPLE_TICKS = 10;
  private static final long SWEEP_TICKS = 50;
  private static final long CLOCK_JUMP_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long LAG_STEP_NS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final HexFormat HEX = HexFormat.of();

  private final Identity identity;
  private final IdentityLock lock;
  private final KnownPeers knownPeers;
  private final Sockets sockets;
  private final SecureRandom random = new SecureRandom();
  private final EventLoop loop;
  private final WallClock wallClock;
  private final Deque<Input> inputs = new ArrayDeque<>();
  private final List<MeshObserver> observers = new ArrayList<>();
  private final Map<TransportId, ScheduledFuture<?>> timers = new HashMap<>();
  private final Map<NodeId, ScheduledFuture<?>> peerTimers = new HashMap<>();
  private @Nullable LoopbackRegistry registry;
  private Endpoint listening = new Endpoint("unknown", 1);
  private Set<TransportId> watched = Set.of();
  private boolean stepping;
  private boolean pinsDirty;
  private long ticks;
  private long lastTickNs;
  private long lastWallNs;
  private long toldLagNs;
  private long worstLagNs;
  // Written on the loop; read by the window, the command line and tests on their own threads.
  private volatile PeerTable table;
  // Written once by close(), read on the loop and by later calls of close().
  private volatile boolean closed;

  private EngineLoop(
      EngineConfig config, Identity identity, IdentityLock lock, KnownPeers knownPeers)
      throws StartException {
    this.identity = identity;
    this.lock = lock;
    this.knownPeers = knownPeers;
    this.wallClock = new WallClock(System.nanoTime(), wallNs());
    this.table =
        PeerTable.empty(
            new Self(
                identity.nodeId(),
                identity.name(),
                identity.publicKey(),
                identity.e2ePublicKey(),
                config.group(),
                new Incarnation(hex16()),
                System.currentTimeMillis()),
            config.settings(),
            knownPeers.load());
    this.sockets = new Sockets(this::take, () -> table, () -> new Nonce(hex16()));
    this.loop = sockets.group().next();
  }

  static MeshEngine start(EngineConfig config) throws StartException {
    IdentityLock lock = IdentityLock.take(config.stateDir());
    EngineLoop engine = null;
    try {
      Identity identity =
          new IdentityStore(config.stateDir())
              .open(config.name() == null ? HostName.asNodeName() : config.name(), config.nodeId());
      engine = new EngineLoop(config, identity, lock, new KnownPeers(config.stateDir()));
      engine.open(config);
      return engine;
    } catch (StartException | RuntimeException e) {
      if (engine != null) {
        engine.close();
      } else {
        unlock(lock);
      }
      throw e;
    }
  }

  private void open(EngineConfig config) throws StartException {
    listening = sockets.open(config.bindAddress(), config.port());
    lastTickNs = nowNs();
    lastWallNs = wallNs();
    loop.execute(
        () -> {
          config.dial().forEach(endpoint -> take(new Input.DialWanted(endpoint)));
          loop.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        });
    registry =
        LoopbackRegistry.start(config.registryDir(), table.self(), listening.port(), this::submit);
  }

  // The loop.

  private void submit(Input input) {
    onLoop(() -> take(input));
  }

  /// Nothing happens once the node has stopped.
  private void onLoop(Runnable task) {
    if (!closed) {
      try {
        loop.execute(task);
      } catch (RejectedExecutionException e) {
        LOG.log(Level.FINE, "the loop has ended meanwhile", e);
      }
    }
  }

  /// Steps the table. An input that an effect brings about waits for its turn.
  private void take(Input input) {
    inputs.add(input);
    if (stepping) {
      return;
    }
    stepping = true;
    try {
      for (Input next = inputs.poll(); next != null; next = inputs.poll()) {
        step(next);
      }
    } finally {
      stepping = false;
    }
  }

  private void step(Input input) {
    PeerTable.Step step;
    try {
      step = table.step(input, identity.seal(), nowNs());
    } catch (RuntimeException e) {
      // The table is as it was before: one input is lost, the node goes on.
      LOG.log(Level.SEVERE, "an input could not be taken in: " + input, e);
      return;
    }
    table = step.table();
    for (Effect effect : step.effects()) {
      try {
        carryOut(effect);
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, "an effect could not be carried out: " + effect, e);
      }
    }
    sockets.flush();
    tell(step);
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Dial(var id, var endpoint) -> sockets.dial(id, endpoint);
      case Effect.Reach(var id, _) ->
          take(new Input.Ended(id, CloseReason.DIAL_FAILED, "no relay"));
      case Effect.Send(var id, var frame) -> sockets.send(id, frame);
      case Effect.SendPongs(var id, int count) -> sockets.sendPongs(id, count);
      case Effect.Close(var id) -> sockets.close(id);
      case Effect.WakeAt(var id, long atNs) -> wake(id, atNs);
      case Effect.WakeTargetAt(var endpoint, long atNs) ->
          loop.schedule(
              () -> take(new Input.TargetWoken(endpoint)), atNs - nowNs(), TimeUnit.NANOSECONDS);
      case Effect.WakePeerAt(var peer, long atNs) -> wakePeer(peer, atNs);
      case Effect.Pin(_, _), Effect.Unpin(_) -> pinsDirty = true;
    }
  }

  private void wake(TransportId id, long atNs) {
    ScheduledFuture<?> timer =
        loop.schedule(
            () -> {
              timers.remove(id);
              take(new Input.Woken(id));
            },
            Math.max(0, atNs - nowNs()),
            TimeUnit.NANOSECONDS);
    ScheduledFuture<?> earlier = timers.put(id, timer);
    if (earlier != null) {
      earlier.cancel(false);
    }
  }

  private void wakePeer(NodeId peer, long atNs) {
    ScheduledFuture<?> timer =
        loop.schedule(
            () -> {
              peerTimers.remove(peer);
              take(new Input.PeerWoken(peer));
            },
            Math.max(0, atNs - nowNs()),
            TimeUnit.NANOSECONDS);
    ScheduledFuture<?> earlier = peerTimers.put(peer, timer);
    if (earlier != null) {
      earlier.cancel(false);
    }
  }

  private void tell(PeerTable.Step step) {
    if (step.events().isEmpty()) {
      return;
    }
    for (MeshEvent event : step.events()) {
      if (event instanceof MeshEvent.Closed closing) {
        ScheduledFuture<?> timer = timers.remove(closing.transport());
        if (timer != null) {
          timer.cancel(false);
        }
      }
    }
    for (MeshObserver observer : List.copyOf(observers)) {
      try {
        observer.happened(step.table(), step.events());
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "an observer failed and is let go", e);
        observers.remove(observer);
      }
    }
  }

  private void tick() {
    long now = nowNs();
    long wall = wallNs();
    long lag = now - lastTickNs - TimeUnit.MILLISECONDS.toNanos(TICK_MS);
    long jump = (wall - lastWallNs) - (now - lastTickNs);
    lastTickNs = now;
    lastWallNs = wall;
    worstLagNs = Math.max(worstLagNs, Math.max(0, lag));
    if (Math.abs(jump) > CLOCK_JUMP_NS) {
      wallClock.set(now, wall);
    }
    if (Math.abs(jump) > CLOCK_JUMP_NS || lag > CLOCK_JUMP_NS) {
      take(new Input.ClockJumped(Math.abs(jump) > CLOCK_JUMP_NS ? jump : lag));
    }
    ticks++;
    if (ticks % SAMPLE_TICKS == 0) {
      if (Math.abs(worstLagNs - toldLagNs) > LAG_STEP_NS) {
        toldLagNs = worstLagNs;
        take(new Input.Lagged(worstLagNs));
      }
      worstLagNs = 0;
      savePins();
    }
    sample(now);
    if (ticks % SWEEP_TICKS == 0) {
      take(new Input.Swept());
    }
  }

  /// Once a second for everybody, spread over the ticks; more often for what is on screen.
  private void sample(long now) {
    PeerTable present = table;
    boolean closeLook = ticks % 5 == 0 || ticks % 5 == 2;
    for (Transport transport : present.transports().values()) {
      boolean due = (transport.id().value() + ticks) % SAMPLE_TICKS == 0;
      if (transport.state().holdsSlot()
          && (due || (closeLook && watched.contains(transport.id())))) {
        sockets.sample(transport, now);
      }
    }
  }

  private void savePins() {
    if (pinsDirty) {
      pinsDirty = false;
      var pinned = table.pinned();
      Thread.ofVirtual().name("known-peers").start(() -> knownPeers.save(pinned));
    }
  }

  // The door.

  @Override
  public Self self() {
    return table.self();
  }

  @Override
  public Endpoint listening() {
    return listening;
  }

  @Override
  public PeerTable table() {
    return table;
  }

  @Override
  public long nowNs() {
    return System.nanoTime();
  }

  @Override
  public Instant wallClock(long ns) {
    return wallClock.at(ns);
  }

  @Override
  public Subscription observe(MeshObserver observer) {
    onLoop(
        () -> {
          observer.present(table);
          observers.add(observer);
        });
    return () -> onLoop(() -> observers.remove(observer));
  }

  @Override
  public void dial(Endpoint endpoint) {
    submit(new Input.DialWanted(endpoint));
  }

  @Override
  public void say(String text, @Nullable NodeId to) {
    submit(new Input.SayWanted(text, to, System.currentTimeMillis()));
  }

  @Override
  public void ping(TransportId transport) {
    submit(new Input.PingWanted(transport));
  }

  @Override
  public void drop(TransportId transport) {
    submit(new Input.DropWanted(transport));
  }

  @Override
  public void change(Settings settings) {
    submit(new Input.SettingsWanted(settings));
  }

  @Override
  public void watchClosely(Set<TransportId> transports) {
    Set<TransportId> copy = Set.copyOf(transports);
    onLoop(() -> watched = copy);
  }

  @Override
  public void close() {
    if (loop.inEventLoop()) {
      // An observer that stops the node must not wait for the thread it is on.
      Thread.ofPlatform().name("engine-stop").start(this::stop);
    } else {
      stop();
    }
  }

  private synchronized void stop() {
    if (closed) {
      return;
    }
    if (registry != null) {
      registry.close();
    }
    loop.submit(() -> take(new Input.StopWanted())).awaitUninterruptibly(2, TimeUnit.SECONDS);
    closed = true;
    sockets.shutDown();
    if (pinsDirty) {
      knownPeers.save(table.pinned());
    }
    unlock(lock);
  }

  private static void unlock(IdentityLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the lock of the identity was not released", e);
    }
  }

  private String hex16() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HEX.formatHex(bytes);
  }

  private static long wallNs() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
