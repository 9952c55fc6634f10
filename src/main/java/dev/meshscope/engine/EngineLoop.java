package dev.meshscope.engine;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Effect;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.wire.Frame;
import dev.meshscope.engine.net.Sockets;
import dev.meshscope.engine.store.Identity;
import dev.meshscope.engine.store.IdentityLock;
import dev.meshscope.engine.store.IdentityStore;
import dev.meshscope.engine.store.KnownPeers;
import dev.meshscope.engine.store.PinKeeper;
import io.netty.channel.EventLoop;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The single writer: steps the table for every input and carries out what it says. Its methods
/// hand over to the engine loop, where everything else here runs.
final class EngineLoop implements MeshEngine {
  private static final Logger LOG = Logger.getLogger(EngineLoop.class.getName());
  private static final HexFormat HEX = HexFormat.of();

  private final Identity identity;
  private final IdentityLock lock;
  private final PinKeeper pins;
  private final Sockets sockets;
  private final SecureRandom random = new SecureRandom();
  private final EventLoop loop;
  private final WallClock wallClock;
  private final Deque<Input> inputs = new ArrayDeque<>();
  private final List<MeshObserver> observers = new ArrayList<>();
  private final Timers timers;
  private final Networks networks;
  private Set<TransportId> watched = Set.of();
  private boolean stepping;
  // Written on the loop; read by the window, the command line and tests on their own threads.
  private volatile PeerTable table;
  // Written once by close(), read on the loop and by later calls of close().
  private volatile boolean closed;

  private EngineLoop(
      EngineConfig config, Identity identity, IdentityLock lock, KnownPeers knownPeers)
      throws StartException {
    this.identity = identity;
    this.lock = lock;
    this.pins = new PinKeeper(knownPeers);
    this.wallClock = new WallClock(System.nanoTime(), WallClock.nowNs());
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
    this.timers = new Timers(loop, this::take);
    this.networks =
        new Networks(
            sockets,
            this::take,
            this::submit,
            () -> table,
            () -> new Nonce(hex16()),
            random::nextLong,
            config.registryDir(),
            config.bindAddress());
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
        lock.release();
      }
      throw e;
    }
  }

  private void open(EngineConfig config) throws StartException {
    networks.listen(config.networking(), config.port());
    Tick tick = new Tick(this::take, sockets, wallClock, () -> table, () -> watched);
    loop.execute(
        () -> {
          config.dial().forEach(endpoint -> take(new Input.DialWanted(endpoint)));
          loop.scheduleAtFixedRate(tick, Tick.EVERY_MS, Tick.EVERY_MS, TimeUnit.MILLISECONDS);
        });
    networks.join(config.networking());
  }

  // The loop.

  private void submit(Input input) {
    onLoop(() -> take(input));
  }

  /// Nothing happens once the node has stopped; whether it may.
  private boolean onLoop(Runnable task) {
    if (closed) {
      return false;
    }
    try {
      loop.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "the loop has ended meanwhile", e);
      return false;
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
      case Effect.Reach(var id, var peer) -> networks.reach(id, peer);
      case Effect.Send(var id, var frame) -> {
        if (networks.owns(id)) {
          networks.send(id, frame);
        } else {
          sockets.send(id, frame);
        }
      }
      case Effect.SendPongs(var id, int count) -> pongs(id, count);
      case Effect.Close(var id) -> {
        networks.close(id);
        sockets.close(id);
      }
      case Effect.WakeAt(var id, long atNs) -> timers.wake(new Input.Woken(id), atNs - nowNs());
      case Effect.WakeTargetAt(var endpoint, long atNs) ->
          timers.wake(new Input.TargetWoken(endpoint), atNs - nowNs());
      case Effect.WakePeerAt(var peer, long atNs) ->
          timers.wake(new Input.PeerWoken(peer), atNs - nowNs());
      case Effect.Pin(_, _), Effect.Unpin(_) -> pins.keep(table.pinned());
    }
  }

  private void pongs(TransportId id, int count) {
    if (!networks.owns(id)) {
      sockets.sendPongs(id, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      networks.send(id, new Frame.Pong());
    }
  }

  private void tell(PeerTable.Step step) {
    if (step.events().isEmpty()) {
      return;
    }
    for (MeshEvent event : step.events()) {
      if (event instanceof MeshEvent.Closed closing) {
        timers.cancel(new Input.Woken(closing.transport()));
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

  // The door.

  @Override
  public Self self() {
    return table.self();
  }

  @Override
  public Endpoint listening() {
    return networks.listening();
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
  public CompletableFuture<List<Handed>> say(String text, @Nullable NodeId to) {
    CompletableFuture<List<Handed>> answer = new CompletableFuture<>();
    if (!onLoop(() -> answer.complete(sayNow(text, to)))) {
      answer.complete(List.of());
    }
    return answer;
  }

  /// All that a step brings about has happened when it returns, so what was written is known.
  private List<Handed> sayNow(String text, @Nullable NodeId to) {
    PeerTable before = table;
    Saying saying = new Saying();
    observers.add(saying);
    take(new Input.SayWanted(text, to, System.currentTimeMillis()));
    observers.remove(saying);
    return saying.handed(before, to);
  }

  @Override
  public CompletableFuture<Void> caughtUp() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (!onLoop(() -> done.complete(null))) {
      done.complete(null);
    }
    return done;
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
  public Networking networking() {
    return networks.joined();
  }

  @Override
  public void join(Networking wanted) throws StartException {
    networks.join(wanted);
  }

  @Override
  public void trust(NodeId peer, PublicKey key) {
    submit(new Input.TrustWanted(peer, key));
  }

  @Override
  public void forget(NodeId peer) {
    submit(new Input.ForgetWanted(peer));
  }

  @Override
  public void watchClosely(Set<TransportId> transports) {
    Set<TransportId> copy = Set.copyOf(transports);
    onLoop(() -> watched = copy);
  }

  @Override
  public void warmUp(MeshObserver audience) {
    Self self = table.self();
    BooleanSupplier quiet = () -> !closed && table.transports().isEmpty();
    if (quiet.getAsBoolean()) {
      WarmUp.run(self, audience, quiet);
    }
  }

  @Override
  public void whenBroken(Runnable broken) {
    sockets.whenOver(
        () -> {
          if (!closed) {
            broken.run();
          }
        });
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
    networks.leave();
    if (!loop.isShutdown()) {
      loop.submit(() -> take(new Input.StopWanted())).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
    closed = true;
    sockets.shutDown();
    pins.close();
    lock.release();
  }

  private String hex16() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HEX.formatHex(bytes);
  }
}
