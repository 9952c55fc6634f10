package dev.meshscope.ui.feed;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.engine.Subscription;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

/// All the window knows of the node it shows, and all it can ask of it. Called on the JavaFX
/// thread.
public interface MeshFeed {

  /// Who we are.
  Self self();

  /// Where we listen.
  Endpoint listening();

  /// Monotonic now, on the scale of the events.
  long nowNs();

  /// The wall-clock time of a monotonic instant.
  Instant wallClock(long ns);

  /// Hands over what happened: at most once per pulse, on the JavaFX thread.
  Subscription subscribe(Consumer<Batch> reader);

  /// Keeps this address connected.
  void dial(Endpoint endpoint);

  /// Pings this transport now.
  void ping(TransportId transport);

  /// Closes this transport.
  void drop(TransportId transport);

  /// Believes this key for this peer from now on.
  void trust(NodeId peer, PublicKey key);

  /// Keeps nothing of this peer.
  void forget(NodeId peer);

  /// Which networks are joined.
  Networking networking();

  /// Other settings from now on.
  void change(Settings settings);

  /// These are on screen: their kernel's view is wanted more often.
  void watchClosely(Set<TransportId> transports);
}
