package dev.meshscope.engine.discovery;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Somebody in sight, on one network or on several.
///
/// @param nodeId who
/// @param name as it announces itself
/// @param ways where it says it can be dialled, best first; not empty
/// @param publicKey null: it announces none
record LanPeer(NodeId nodeId, NodeName name, List<Reach> ways, @Nullable PublicKey publicKey) {

  LanPeer {
    ways = List.copyOf(ways);
  }

  LanPeer(Announcement said, List<Reach> ways) {
    this(said.nodeId(), said.name(), ways, said.publicKey());
  }

  List<Endpoint> addresses() {
    return ways.stream().map(Reach::endpoint).toList();
  }

  /// Everybody who is in sight on any of the networks; who is on several of them is one peer with
  /// the addresses of all, and has the name and the key that the first one tells.
  static Map<NodeId, LanPeer> together(List<Map<NodeId, LanPeer>> networks) {
    Map<NodeId, LanPeer> all = new LinkedHashMap<>();
    networks.forEach(
        network -> network.forEach((id, peer) -> all.merge(id, peer, LanPeer::alsoAt)));
    return all;
  }

  private LanPeer alsoAt(LanPeer elsewhere) {
    List<Reach> both = new ArrayList<>(ways);
    both.addAll(elsewhere.ways);
    return new LanPeer(
        nodeId,
        name,
        Reach.best(both.stream()),
        publicKey != null ? publicKey : elsewhere.publicKey);
  }
}
