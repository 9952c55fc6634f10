package dev.meshscope.core.table;

import dev.meshscope.core.link.Endpoint;

/// What the rules of dialling (PROTOCOL 3 and 5) call for about one way to a peer. A value, on any
/// thread; [PeerTable#plan] finds it, and the table's own dials follow it.
public sealed interface Plan {

  /// Discovery does not see the peer there, or there is a connection already.
  record Nothing() implements Plan {}

  /// It is being dialled, or a connection has not been introduced yet.
  record UnderWay() implements Plan {}

  /// The peer dials us: its node id is the smaller one.
  record Theirs() implements Plan {}

  /// We dial.
  ///
  /// @param endpoint of the addresses it is seen at, the one that is next
  /// @param atNs not before; in the past: at once
  /// @param cause as in [dev.meshscope.core.event.MeshEvent.Dialled]; `fallback`: if the peer has
  ///   not dialled us by then
  record Ours(Endpoint endpoint, long atNs, String cause) implements Plan {}
}
