package dev.meshscope.ui.peers;

import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Transport;
import java.util.List;

/// What is the matter with a transport, with the evidence. Pure; on any thread.
///
/// @param state the word for it
/// @param facts one sentence each
record Health(RowState state, List<String> facts) {

  static Health of(PeerTable table, Peer peer, Transport transport, long nowNs) {
    boolean contested = peer.slot(transport.route().kind()).challenge() != null;
    RowState state =
        switch (transport.state()) {
          case LIVE -> contested ? RowState.CONTESTED : RowState.LIVE;
          case QUIET -> contested ? RowState.CONTESTED : RowState.QUIET;
          case SUSPECT -> RowState.SUSPECT;
          case CHALLENGER -> RowState.CONTESTED;
          case CONNECTING, AWAITING_HANDSHAKE -> RowState.CONNECTING;
          case DRAINING -> RowState.CLOSING;
        };
    return new Health(state, List.of());
  }
}
