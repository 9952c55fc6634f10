package dev.meshscope.engine;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.StartCause;
import dev.meshscope.core.cause.UnfitException;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.LanState;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.StartException;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.discovery.LanDiscovery;
import dev.meshscope.engine.discovery.LanListener;
import dev.meshscope.engine.discovery.LoopbackRegistry;
import dev.meshscope.engine.net.Handover;
import dev.meshscope.engine.net.InputSink;
import dev.meshscope.engine.net.Sockets;
import dev.meshscope.engine.net.relay.RelayClient;
import dev.meshscope.engine.net.relay.RelayConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where this node looks for others, and is found: the loopback registry, the LAN, a relay. Each is
/// joined and left while it runs. [#join] and [#leave] block and are called by one thread at a
/// time; what deals with the relay's transports is on the engine loop.
final class Networks {
  private static final Logger LOG = Logger.getLogger(Networks.class.getName());
  private static final String LOOPBACK = "127.0.0.1";
  private static final List<String> ANYWHERE = List.of("::", "0.0.0.0");

  private final Sockets sockets;
  private final Function<Endpoint, RelayLinks> relayLinks;
  private final InputSink onLoop;
  private final Consumer<Source> over;
  private final Supplier<PeerTable> table;
  private final LongUnaryOperator jitter;
  private final Path registryDir;
  private final String bind;
  private @Nullable LoopbackRegistry registry;
  private @Nullable LanDiscovery lan;
  private @Nullable RelayClient relay;
  // Written by join, read on the loop.
  private volatile @Nullable RelayLinks links;
  // Written by join, read by whoever asks.
  private volatile Networking joined = Networking.LOOPBACK;
  private volatile Endpoint listening = new Endpoint("unknown", 1);

  /// @param relayLinks what makes transports of a relay that is there
  /// @param onLoop takes inputs on any thread
  /// @param over told on any thread that a discovery has ended
  /// @param bind where the user wants to listen while not on the LAN
  Networks(
      Sockets sockets,
      Function<Endpoint, RelayLinks> relayLinks,
      InputSink onLoop,
      Consumer<Source> over,
      Supplier<PeerTable> table,
      LongUnaryOperator jitter,
      Path registryDir,
      String bind) {
    this.sockets = sockets;
    this.relayLinks = relayLinks;
    this.onLoop = onLoop;
    this.over = over;
    this.table = table;
    this.jitter = jitter;
    this.registryDir = registryDir;
    this.bind = bind;
  }

  /// Begins to listen.
  ///
  /// @throws StartException if the port is taken
  Endpoint listen(Networking wanted, int port) throws StartException {
    listening = open(wanted.lan() && !wanted.relayOnly(), port, false);
    return listening;
  }

  /// Where we listen.
  Endpoint listening() {
    return listening;
  }

  /// What is joined now.
  Networking joined() {
    return joined;
  }

  /// Joins these networks and leaves the others.
  ///
  /// @throws StartException if the registry cannot be written, the port is taken on the addresses
  ///   of the LAN, or the relay's URL is none; then everything is as it was
  synchronized void join(Networking wanted) throws StartException {
    try {
      change(wanted);
    } finally {
      // Whoever asked, and was told what came of it, finds the table so.
      Handover.andWait(sockets.group(), () -> {}, 1);
    }
  }

  private void change(Networking wanted) throws StartException {
    RelayConfig config = config(wanted);
    boolean joinsLan = wanted.lan() && !wanted.relayOnly() && lan == null;
    if (joinsLan) {
      // Before the registry shows anybody: who sees us on the LAN may dial by itself.
      onLoop.take(new Input.LanTold(new LanState.Joining()));
    }
    try {
      registry(!wanted.relayOnly());
      lan(wanted.lan() && !wanted.relayOnly());
    } catch (StartException | RuntimeException e) {
      if (joinsLan) {
        onLoop.take(new Input.LanTold(new LanState.Off()));
      }
      registry(!joined.relayOnly());
      throw e;
    }
    boolean sameRelay =
        Objects.equals(wanted.relay(), joined.relay())
            && Objects.equals(wanted.relayToken(), joined.relayToken());
    if (!sameRelay || (config != null && relay == null)) {
      leaveRelay();
      if (config != null) {
        joinRelay(config);
      }
    }
    joined = wanted;
  }

  private static @Nullable RelayConfig config(Networking wanted) throws StartException {
    if (wanted.relay() == null) {
      return null;
    }
    try {
      return RelayConfig.parse(wanted.relay(), wanted.relayToken());
    } catch (UnfitException e) {
      throw new StartException(e.why(), e);
    }
  }

  private void registry(boolean wanted) throws StartException {
    if (wanted && registry == null) {
      registry = LoopbackRegistry.start(registryDir, table.get().self(), listening.port(), onLoop);
    } else if (!wanted && registry != null) {
      registry.close();
      registry = null;
      unsee(Source.LOOPBACK);
    }
  }

  private void lan(boolean wanted) throws StartException {
    if (wanted == (lan != null)) {
      return;
    }
    if (lan != null) {
      lan.close();
      lan = null;
      unsee(Source.LAN);
      onLoop.take(new Input.LanTold(new LanState.Off()));
      move(false);
      return;
    }
    if (listening.host().startsWith("127.")) {
      move(true);
    }
    lan = LanDiscovery.start(table.get().self(), listening.port(), new LanEars());
  }

  /// Where the wanted address cannot be had, we listen where we did before.
  private void move(boolean lanWanted) throws StartException {
    Endpoint before = listening;
    try {
      listening = open(lanWanted, before.port(), true);
    } catch (StartException e) {
      LOG.log(Level.FINE, "back to {0}", before);
      sockets.move(before.host(), before.port());
      throw e;
    }
  }

  /// Off the LAN means bound to loopback only, unless the user named another address.
  private Endpoint open(boolean lanWanted, int port, boolean again) throws StartException {
    if (!lanWanted || !bind.equals(LOOPBACK)) {
      return again ? sockets.move(bind, port) : sockets.open(bind, port);
    }
    StartException failed = null;
    for (String anywhere : ANYWHERE) {
      try {
        return again ? sockets.move(anywhere, port) : sockets.open(anywhere, port);
      } catch (StartException e) {
        failed = failed == null ? e : failed;
      }
    }
    throw failed == null ? new StartException(Cause.of(StartCause.NO_ADDRESS)) : failed;
  }

  private void joinRelay(RelayConfig config) {
    RelayLinks next = relayLinks.apply(config.endpoint());
    Self self = table.get().self();
    RelayClient client =
        new RelayClient(config, self.nodeId(), self.name(), sockets.group(), next, jitter);
    next.serve(client);
    links = next;
    relay = client;
    Handover.to(sockets.group(), client::open);
  }

  private void leaveRelay() {
    RelayClient leaving = relay;
    if (leaving != null) {
      Handover.andWait(sockets.group(), leaving::close, 1);
    }
    relay = null;
    over.accept(Source.RELAY);
  }

  private void unsee(Source source) {
    over.accept(source);
    table.get().peers().values().stream()
        .filter(peer -> peer.seen().now().containsKey(source))
        .forEach(peer -> onLoop.take(new Input.Unsighted(peer.id(), source)));
  }

  /// Leaves everything; at most a few seconds.
  synchronized void leave() {
    if (registry != null) {
      registry.close();
    }
    if (lan != null) {
      lan.close();
    }
    leaveRelay();
  }

  /// Opens the way to a peer through the relay. On the loop.
  void reach(TransportId id, NodeId peer) {
    RelayLinks present = links;
    if (present != null) {
      present.reach(id, peer);
    }
  }

  /// What the LAN says; on discovery's thread.
  private final class LanEars implements LanListener {

    @Override
    public void found(
        NodeId nodeId, NodeName name, List<Endpoint> addresses, @Nullable PublicKey publicKey) {
      onLoop.take(new Input.Sighted(new Sighting(nodeId, name, Source.LAN, addresses, 0)));
    }

    @Override
    public void lost(NodeId nodeId) {
      onLoop.take(new Input.Unsighted(nodeId, Source.LAN));
    }

    @Override
    public void state(LanState state) {
      onLoop.take(new Input.LanTold(state));
    }
  }
}
