package dev.meshscope.engine;

import dev.meshscope.core.identity.KnownKeys;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;

/// What a table wants of the world beside the carriers of its transports. On the loop of its
/// [Stepper].
interface World {

  /// Open a connection; answered by [Input.Connected] or [Input.Ended].
  void dial(TransportId id, Endpoint endpoint);

  /// Open the way to this peer through the relay; answered as a dial.
  void reach(TransportId id, NodeId peer);

  /// Bring this input at this time; replaces an earlier wish for the same.
  void wake(Input input, long atNs);

  /// Keep these keys across restarts, and no others.
  ///
  /// @param known does not change any more
  void keep(KnownKeys known);

  /// Let out what the carriers were given: once after the effects of each step.
  void flush();
}
