package dev.meshscope.engine;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.StartException;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.net.Dialable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A running mesh node: the only door to the engine. All methods may be called on any thread; none
/// blocks but [#close].
public interface MeshEngine extends AutoCloseable {

  /// Starts a node.
  ///
  /// @throws StartException if the identity is unreadable or in use, the port is taken, or a folder
  ///   cannot be written; nothing is left running then
  static MeshEngine start(EngineConfig config) throws StartException {
    return EngineDoor.start(config);
  }

  /// Who we are.
  Self self();

  /// Where we listen.
  Endpoint listening();

  /// The table as of the latest step.
  PeerTable table();

  /// Monotonic now, on the scale of [dev.meshscope.core.event.MeshEvent#atNs].
  long nowNs();

  /// The wall-clock time of a monotonic instant, for display.
  Instant wallClock(long ns);

  /// Tells the observer the present table and then whatever happens.
  Subscription observe(MeshObserver observer);

  /// Keeps this address connected.
  ///
  /// @param endpoint one that [#isDialable]
  void dial(Endpoint endpoint);

  /// Whether an address is one machine's, as far as this machine knows its networks: not any, many
  /// or none, nor a whole network. A name is not looked up. On any thread.
  static boolean isDialable(Endpoint endpoint) {
    return Dialable.is(endpoint);
  }

  /// Sends a `message` frame; to every peer if `to` is null.
  ///
  /// @return what became of it, peer by peer; completed on the engine loop
  CompletableFuture<List<Handed>> say(String text, @Nullable NodeId to);

  /// Completes when the loop has done all that was asked of it before, or has ended; on the engine
  /// loop. Whoever asks a lot waits for it now and then: what is asked is done before sockets are
  /// looked at again.
  CompletableFuture<Void> caughtUp();

  /// Which networks are joined.
  Networking networking();

  /// Joins these networks and leaves the others; blocks for a moment.
  ///
  /// @throws StartException if a folder cannot be written, our port is taken on the addresses of
  ///   the LAN, or the relay's URL is none; then everything is as it was
  void join(Networking wanted) throws StartException;

  /// Believes this key for this peer from now on, whatever was pinned before.
  void trust(NodeId peer, PublicKey key);

  /// Keeps nothing of this peer: its transports are closed, its key is forgotten.
  void forget(NodeId peer);

  /// Pings this transport now.
  void ping(TransportId transport);

  /// Closes this transport.
  void drop(TransportId transport);

  /// Other settings from now on.
  void change(Settings settings);

  /// These transports are on screen: the kernel is asked four times a second, not once.
  void watchClosely(Set<TransportId> transports);

  /// Uses the time before anybody comes: made-up peers join a table of their own, so that the first
  /// real ones meet a program that has been compiled. Nothing of it is seen in this node's table;
  /// it ends as soon as somebody comes. Blocks for about half a second, not for the loop.
  ///
  /// @param audience is told of it on a thread of its own, and of nothing else
  void warmUp(MeshObserver audience);

  /// Calls this if the loop ends by a fault: the node does nothing any more and is to be closed. On
  /// a thread of its own; not called after [#close].
  void whenBroken(Runnable broken);

  /// Leaves the registry, closes all sockets, ends the loop; idempotent; at most a few seconds.
  @Override
  void close();
}
