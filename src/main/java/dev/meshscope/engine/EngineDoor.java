package dev.meshscope.engine;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.StartException;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.store.Identity;
import dev.meshscope.engine.store.IdentityLock;
import dev.meshscope.engine.store.IdentityStore;
import dev.meshscope.engine.store.KnownPeers;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What callers on any thread use of a node. It answers from the latest table, or hands over to the
/// loop and returns.
final class EngineDoor implements MeshEngine {

  private final EngineLoop loop;
  private final Stepper stepper;
  private final IdentityLock lock;

  private EngineDoor(EngineLoop loop, IdentityLock lock) {
    this.loop = loop;
    this.stepper = loop.stepper();
    this.lock = lock;
  }

  static MeshEngine start(EngineConfig config) throws StartException {
    IdentityLock lock = IdentityLock.take(config.stateDir());
    EngineDoor engine = null;
    try {
      Identity identity =
          new IdentityStore(config.stateDir())
              .open(config.name() == null ? HostName.asNodeName() : config.name(), config.nodeId());
      EngineLoop loop = new EngineLoop(config, identity, new KnownPeers(config.stateDir()));
      engine = new EngineDoor(loop, lock);
      loop.open(config);
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

  @Override
  public Self self() {
    return table().self();
  }

  @Override
  public Endpoint listening() {
    return loop.networks().listening();
  }

  @Override
  public PeerTable table() {
    return stepper.table();
  }

  @Override
  public long nowNs() {
    return System.nanoTime();
  }

  @Override
  public Instant wallClock(long ns) {
    return loop.wallClock().at(ns);
  }

  @Override
  public Subscription observe(MeshObserver observer) {
    loop.run(() -> stepper.observe(observer));
    return () -> loop.run(() -> stepper.letGo(observer));
  }

  @Override
  public void dial(Endpoint endpoint) {
    loop.submit(new Input.DialWanted(endpoint));
  }

  @Override
  public CompletableFuture<List<Handed>> say(String text, @Nullable NodeId to) {
    CompletableFuture<List<Handed>> answer = new CompletableFuture<>();
    if (!loop.run(() -> answer.complete(Saying.say(stepper, text, to)))) {
      answer.complete(List.of());
    }
    return answer;
  }

  @Override
  public CompletableFuture<Void> caughtUp() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (!loop.run(() -> done.complete(null))) {
      done.complete(null);
    }
    return done;
  }

  @Override
  public void ping(TransportId transport) {
    loop.submit(new Input.PingWanted(transport));
  }

  @Override
  public void drop(TransportId transport) {
    loop.submit(new Input.DropWanted(transport));
  }

  @Override
  public void change(Settings settings) {
    loop.submit(new Input.SettingsWanted(settings));
  }

  @Override
  public Networking networking() {
    return loop.networks().joined();
  }

  @Override
  public void join(Networking wanted) throws StartException {
    loop.networks().join(wanted);
  }

  @Override
  public void trust(NodeId peer, PublicKey key) {
    loop.submit(new Input.TrustWanted(peer, key));
  }

  @Override
  public void forget(NodeId peer) {
    loop.submit(new Input.ForgetWanted(peer));
  }

  @Override
  public void watchClosely(Set<TransportId> transports) {
    Set<TransportId> copy = Set.copyOf(transports);
    loop.run(() -> loop.watch(copy));
  }

  @Override
  public void warmUp(MeshObserver audience) {
    BooleanSupplier quiet = () -> !loop.stopped() && table().transports().isEmpty();
    if (quiet.getAsBoolean()) {
      WarmUp.run(self(), audience, quiet);
    }
  }

  @Override
  public void whenBroken(Runnable broken) {
    loop.whenOver(
        () -> {
          if (!loop.stopped()) {
            broken.run();
          }
        });
  }

  @Override
  public void close() {
    if (loop.isHere()) {
      // An observer that stops the node must not wait for the thread it is on.
      Thread.ofPlatform().name("engine-stop").start(this::stop);
    } else {
      stop();
    }
  }

  private synchronized void stop() {
    if (loop.stopped()) {
      return;
    }
    loop.stop();
    lock.release();
  }
}
