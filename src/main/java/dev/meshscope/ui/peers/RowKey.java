package dev.meshscope.ui.peers;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.TransportId;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Which row: a peer, or the ghost of one of its transports.
///
/// @param peer whose
/// @param ghost the transport that ended; null for the peer itself
public record RowKey(NodeId peer, @Nullable TransportId ghost) implements Comparable<RowKey> {

  private static final Comparator<RowKey> ORDER =
      Comparator.comparing(RowKey::peer)
          .thenComparingLong(key -> key.ghost() == null ? Long.MAX_VALUE : key.ghost().value())
          .reversed();

  /// The peer's own row, then its ghosts, latest first.
  @Override
  public int compareTo(RowKey other) {
    int peers = peer.compareTo(other.peer);
    return peers != 0 ? peers : ORDER.compare(this, other);
  }
}
