package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.LanState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hears what discovery on the LAN finds. Always called from discovery's one thread, which waits
/// for it; not after `close` has returned.
public interface LanListener {

  /// A peer is in sight, or something about it has changed: it restarted with another port, or
  /// addresses came and went. All of it is hearsay: anybody can announce anything. At most four
  /// times a second for one peer.
  ///
  /// @param addresses where it says it listens, best first; not empty, at most 16
  /// @param publicKey null: it announces none
  void found(NodeId nodeId, NodeName name, List<Endpoint> addresses, @Nullable PublicKey publicKey);

  /// A peer that was found is out of sight on every network: it said goodbye or fell silent, or the
  /// network is gone, or discovery ends.
  void lost(NodeId nodeId);

  /// What discovery is doing now; when it has changed, and for the counts alone once a second.
  void state(LanState state);
}
