package dev.meshscope.engine;

import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.KnownKeys;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.StartException;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.net.Handover;
import dev.meshscope.engine.net.Sockets;
import dev.meshscope.engine.store.Identity;
import dev.meshscope.engine.store.KnownPeers;
import dev.meshscope.engine.store.PinKeeper;
import io.netty.channel.EventLoop;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The one thread of a node, and its world: the stepper with its table, sockets, networks, timers
/// and files. [#run] and [#submit] hand over to it; what [World] asks is asked on it; [#open] and
/// [#stop] block, on any other thread.
final class EngineLoop implements World {
  private static final HexFormat HEX = HexFormat.of();

  /// How often those are looked at that the table had no room for.
  private static final long OFFER_S = 5;

  private final SecureRandom random = new SecureRandom();
  private final WallClock wallClock = new WallClock(System.nanoTime(), WallClock.nowNs());
  private final PinKeeper pins;
  private final Stepper stepper;
  private final Sockets sockets;
  private final EventLoop loop;
  private final Timers timers;
  private final Announcements announcements;
  private final Networks networks;
  private Set<TransportId> watched = Set.of();
  // Written once by stop(), read by whoever hands over.
  private volatile boolean stopped;

  /// @throws StartException if the known peers cannot be read
  EngineLoop(EngineConfig config, Identity identity, KnownPeers knownPeers) throws StartException {
    this.pins = new PinKeeper(knownPeers);
    this.stepper =
        new Stepper(
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
                knownPeers.load()),
            identity.seal(),
            this);
    this.sockets =
        new Sockets(stepper.carriers(), stepper, stepper::table, this::nonce, stepper::unreadBytes);
    this.loop = sockets.group().next();
    this.timers = new Timers(loop, stepper::take);
    stepper.observe(timers);
    this.announcements = new Announcements(stepper, stepper::table);
    this.networks =
        new Networks(
            sockets,
            relay ->
                new RelayLinks(
                    relay,
                    stepper.carriers(),
                    announcements,
                    stepper::table,
                    this::nonce,
                    System::nanoTime),
            announced -> run(() -> announcements.take(announced)),
            source -> run(() -> announcements.over(source)),
            stepper::table,
            random::nextLong,
            config.registryDir(),
            config.bindAddress());
  }

  /// Begins to listen, to dial, to look at clocks, and joins the networks.
  ///
  /// @throws StartException if the port is taken or a network cannot be joined
  void open(EngineConfig config) throws StartException {
    networks.listen(config.networking(), config.port());
    Tick tick =
        new Tick(stepper, sockets, stepper.carriers(), wallClock, stepper::table, () -> watched);
    loop.execute(
        () -> {
          config.dial().forEach(endpoint -> stepper.take(new Input.DialWanted(endpoint)));
          loop.scheduleAtFixedRate(tick, Tick.EVERY_MS, Tick.EVERY_MS, TimeUnit.MILLISECONDS);
          loop.scheduleAtFixedRate(announcements::tell, 1, 1, TimeUnit.SECONDS);
          loop.scheduleAtFixedRate(announcements::offer, OFFER_S, OFFER_S, TimeUnit.SECONDS);
        });
    networks.join(config.networking());
  }

  /// The table and who changes it.
  Stepper stepper() {
    return stepper;
  }

  /// Which wall-clock time an instant is.
  WallClock wallClock() {
    return wallClock;
  }

  /// Where this node looks for others.
  Networks networks() {
    return networks;
  }

  // Handing over.

  /// Brings an input about.
  void submit(Input input) {
    run(() -> stepper.take(input));
  }

  /// Nothing happens once the node has stopped; whether it may.
  boolean run(Runnable task) {
    return !stopped && Handover.to(loop, task);
  }

  /// Whether the caller is on it, and must not wait for it.
  boolean isHere() {
    return loop.inEventLoop();
  }

  /// Calls this once, on another thread, when the loop has ended, whatever ended it.
  void whenOver(Runnable ended) {
    sockets.whenOver(ended);
  }

  /// Leaves the networks, takes leave of everybody and ends; at most a few seconds. Once.
  void stop() {
    networks.leave();
    Handover.andWait(loop, () -> stepper.take(new Input.StopWanted()), 2);
    stopped = true;
    sockets.shutDown();
    pins.close();
  }

  /// Whether it was stopped.
  boolean stopped() {
    return stopped;
  }

  // On the loop.

  /// These transports are on screen.
  void watch(Set<TransportId> transports) {
    watched = transports;
  }

  @Override
  public void dial(TransportId id, Endpoint endpoint) {
    sockets.dial(id, endpoint);
  }

  @Override
  public void reach(TransportId id, NodeId peer) {
    networks.reach(id, peer);
  }

  @Override
  public void wake(Input input, long atNs) {
    timers.wake(input, atNs - System.nanoTime());
  }

  @Override
  public void keep(KnownKeys known) {
    pins.keep(known);
  }

  @Override
  public void flush() {
    sockets.flush();
  }

  private Nonce nonce() {
    return new Nonce(hex16());
  }

  private String hex16() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HEX.formatHex(bytes);
  }
}
