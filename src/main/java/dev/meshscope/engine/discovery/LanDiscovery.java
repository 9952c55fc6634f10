package dev.meshscope.engine.discovery;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.LanCause;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.LanState;
import dev.meshscope.engine.net.SocketEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Discovery on the LAN by DNS-SD over mDNS (PROTOCOL 5): announces this node on every network of
/// this machine and finds others there. Owns one virtual thread that does all of it and calls the
/// listener; jmdns has four threads for each network.
public final class LanDiscovery implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LanDiscovery.class.getName());
  private static final long SETTLE_NS = TimeUnit.MILLISECONDS.toNanos(30);
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long COUNTS_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long LEAVE_NS = TimeUnit.SECONDS.toNanos(3);
  private static final long HURRY_MS = 10;

  private final Self self;
  private final int port;
  private final LanListener listener;
  private final LanInterfaces interfaces;
  private final LanTimings timings;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Semaphore news = new Semaphore(0);

  // The thread's own.
  private final Map<LanAddress, LanLink> links = new LinkedHashMap<>();
  private final OwnAddresses ours = new OwnAddresses();
  private Map<NodeId, LanPeer> peers = Map.of();
  private LanState told = new LanState.Off();
  private long toldNs;
  private LanState.@Nullable Problem problem;

  private LanDiscovery(
      Self self, int port, LanListener listener, LanInterfaces interfaces, LanTimings timings) {
    this.self = self;
    this.port = port;
    this.listener = listener;
    this.interfaces = interfaces;
    this.timings = timings;
    this.thread = Thread.ofVirtual().name("lan-discovery").unstarted(this::run);
  }

  /// Begins to announce this node and to look for others; returns at once. What goes wrong is told
  /// as a state.
  ///
  /// @param port where this node listens, on all its addresses
  public static LanDiscovery start(Self self, int port, LanListener listener) {
    return start(self, port, listener, LanInterfaces::ofThisMachine, LanTimings.DEFAULT);
  }

  static LanDiscovery start(
      Self self, int port, LanListener listener, LanInterfaces interfaces, LanTimings timings) {
    LanDiscovery discovery = new LanDiscovery(self, port, listener, interfaces, timings);
    discovery.thread.start();
    return discovery;
  }

  private void run() {
    try {
      if (MdnsService.canAnnounce(self.group())) {
        discover(MdnsService.of(self, port, MachineName.get()));
      } else {
        tell(new LanState.Failed(Cause.of(LanCause.GROUP_NOT_ANNOUNCEABLE)));
        ended.await();
      }
      leave(new LanState.Off());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      leave(new LanState.Failed(Cause.of(LanCause.INTERRUPTED)));
    } catch (RuntimeException | Error e) {
      LOG.log(Level.SEVERE, "discovery on the LAN ended", e);
      leave(new LanState.Failed(Cause.of(LanCause.ENDED, e.getClass().getSimpleName())));
    }
  }

  private void discover(MdnsService service) throws InterruptedException {
    LanClock clock = new LanClock(System.nanoTime(), System.currentTimeMillis());
    long interfacesAtNs = System.nanoTime();
    while (ended.getCount() > 0) {
      long nowNs = System.nanoTime();
      boolean jumped = clock.jumped(nowNs, System.currentTimeMillis());
      if (jumped || nowNs - interfacesAtNs >= 0) {
        reconcile(service, nowNs);
        interfacesAtNs = nowNs + timings.interfacesNs();
      }
      if (jumped) {
        links.values().forEach(link -> link.anew(nowNs));
      }
      links.values().forEach(link -> link.work(nowNs));
      look(nowNs);
      await(nowNs);
    }
  }

  /// Waits for news or the next tick. News that come close together are looked at together, and a
  /// flood of them four times a second.
  private void await(long lookedNs) throws InterruptedException {
    if (news.tryAcquire(timings.tickNs(), TimeUnit.NANOSECONDS)) {
      long pauseNs = lookedNs + PAUSE_NS - System.nanoTime();
      ended.await(Math.max(SETTLE_NS, pauseNs), TimeUnit.NANOSECONDS);
      news.drainPermits();
    }
  }

  private void news() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  /// Interfaces come and go: what is gone is given up, what is new is opened.
  private void reconcile(MdnsService service, long nowNs) {
    List<LanAddress> usable;
    try {
      usable = interfaces.usable();
    } catch (IOException e) {
      problem =
          new LanState.Problem(Cause.of(LanCause.INTERFACES_UNTOLD, SocketEnd.cause(e)), nowNs);
      return;
    }
    Map<LanAddress, LanLink> before = new LinkedHashMap<>(links);
    links.clear();
    usable.forEach(at -> ours.add(at.address()));
    for (LanAddress at : usable) {
      LanLink known = before.remove(at);
      links.put(
          at,
          known != null ? known : new LanLink(at, ours, self, service, timings, this::news, nowNs));
    }
    before.values().forEach(gone -> gone.end(false));
  }

  private void look(long nowNs) {
    Map<NodeId, LanPeer> now =
        LanPeer.together(links.values().stream().map(link -> link.peers(nowNs)).toList());
    now.forEach(
        (id, peer) -> {
          if (!peer.equals(peers.get(id))) {
            found(peer);
          }
        });
    peers.keySet().stream().filter(id -> !now.containsKey(id)).forEach(this::lost);
    peers = now;
    LanState state = state();
    if (nowNs - toldNs >= COUNTS_NS || !bare(state).equals(bare(told))) {
      toldNs = nowNs;
      tell(state);
    }
  }

  /// Without what changes with every packet.
  private static LanState bare(LanState state) {
    return state instanceof LanState.On on
        ? new LanState.On(
            on.networks().stream().map(LanDiscovery::bare).toList(),
            on.peersHeard(),
            0,
            on.lastProblem() == null ? null : new LanState.Problem(on.lastProblem().what(), 0))
        : state;
  }

  private static LanState.Network bare(LanState.Network network) {
    LanState.Echo own =
        network.own() instanceof LanState.Echo.Heard ? new LanState.Echo.Heard(0) : network.own();
    return new LanState.Network(network.name(), network.address(), 0, 0, 0, 0, own);
  }

  private LanState state() {
    List<LanState.Network> networks =
        links.values().stream().map(LanLink::network).flatMap(Optional::stream).toList();
    LanState.Problem last = lastProblem();
    if (networks.isEmpty() && !links.isEmpty() && last != null) {
      return new LanState.Failed(last.what());
    }
    int ignored = links.values().stream().mapToInt(LanLink::ignored).sum();
    return new LanState.On(networks, peers.size(), ignored, last);
  }

  private LanState.@Nullable Problem lastProblem() {
    problem =
        Stream.concat(
                Stream.ofNullable(problem),
                links.values().stream().map(LanLink::lastProblem).filter(Objects::nonNull))
            .max(Comparator.comparingLong(LanState.Problem::atNs))
            .orElse(null);
    return problem;
  }

  private void found(LanPeer peer) {
    guarded(() -> listener.found(peer.nodeId(), peer.name(), peer.addresses(), peer.publicKey()));
  }

  private void lost(NodeId nodeId) {
    guarded(() -> listener.lost(nodeId));
  }

  private void tell(LanState state) {
    if (!state.equals(told)) {
      told = state;
      guarded(() -> listener.state(state));
    }
  }

  /// A fault of the listener does not end discovery.
  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a listener of the LAN failed", e);
    }
  }

  /// Says goodbye on all networks at once.
  ///
  /// @param last what is told of it then
  private void leave(LanState last) {
    List<LanLink.Leaving> leaving =
        links.values().stream().map(link -> link.end(true)).flatMap(Optional::stream).toList();
    long endNs = System.nanoTime() + LEAVE_NS;
    // jmdns' own interruptions are not ours.
    boolean interrupted = Thread.interrupted();
    for (LanLink.Leaving one : leaving) {
      while (System.nanoTime() - endNs < 0 && !gone(one)) {
        one.hurry().run();
      }
    }
    peers.keySet().forEach(this::lost);
    tell(last);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean gone(LanLink.Leaving leaving) {
    try {
      return leaving.thread().join(Duration.ofMillis(HURRY_MS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /// Leaves: says goodbye (time to live 0) on every network, closes the sockets, tells the listener
  /// that everybody is lost and that it is off. At most four seconds; mostly a tenth of one.
  @Override
  public void close() {
    ended.countDown();
    news.release();
    try {
      thread.join(Duration.ofNanos(LEAVE_NS + TimeUnit.SECONDS.toNanos(1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
