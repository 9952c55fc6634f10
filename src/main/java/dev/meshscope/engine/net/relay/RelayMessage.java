package dev.meshscope.engine.net.relay;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import java.nio.ByteBuffer;
import java.util.List;

/// What a relay says to us (PROTOCOL 6), read and checked. Values only.
sealed interface RelayMessage {

  /// Somebody who can be reached.
  record Entry(NodeId peer, NodeName name) {}

  /// The whole directory.
  ///
  /// @param entries who is not offline, at most [Directory#MOST]
  /// @param unfit entries that name no node
  /// @param beyond entries that are too many
  record Peers(List<Entry> entries, int unfit, int beyond) implements RelayMessage {
    public Peers {
      entries = List.copyOf(entries);
    }
  }

  record Joined(Entry entry) implements RelayMessage {}

  record Left(NodeId peer) implements RelayMessage {}

  /// A frame from a peer.
  ///
  /// @param frame its JSON object, exactly as it came; where it lies in the message
  record Payload(NodeId from, ByteBuffer frame) implements RelayMessage {}

  record Ping() implements RelayMessage {}

  record Reauth() implements RelayMessage {}

  /// `relay-error`, not yet fit to be shown.
  record Fault(String text) implements RelayMessage {}

  /// Not for us, or not fit to be read.
  ///
  /// @param why what is wrong with it
  record Unread(Ignored why) implements RelayMessage {}
}
