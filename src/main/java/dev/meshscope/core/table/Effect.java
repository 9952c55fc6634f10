package dev.meshscope.core.table;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.wire.Frame;

/// What the world outside has to do; carried out in order, right after the step.
public sealed interface Effect {

  /// Open a connection; answered by [Input.Connected] or [Input.Ended].
  record Dial(TransportId id, Endpoint endpoint) implements Effect {}

  /// Open the way to this peer through the relay; answered as a dial.
  record Reach(TransportId id, NodeId peer) implements Effect {}

  /// Write one frame.
  record Send(TransportId id, Frame frame) implements Effect {}

  /// Write this many pongs.
  record SendPongs(TransportId id, int count) implements Effect {}

  /// Close, after what was written has gone out.
  record Close(TransportId id) implements Effect {}

  /// Call back with [Input.Woken] at this time; replaces an earlier call for the same transport.
  record WakeAt(TransportId id, long atNs) implements Effect {}

  /// Call back with [Input.PeerWoken] at this time; replaces an earlier call for the same peer.
  record WakePeerAt(NodeId peer, long atNs) implements Effect {}

  /// Call back with [Input.TargetWoken] at this time.
  record WakeTargetAt(Endpoint endpoint, long atNs) implements Effect {}

  /// Keep no key for this peer.
  record Unpin(NodeId nodeId) implements Effect {}

  /// Keep this key for this peer across restarts.
  record Pin(NodeId nodeId, PublicKey key) implements Effect {}
}
