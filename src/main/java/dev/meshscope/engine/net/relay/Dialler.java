package dev.meshscope.engine.net.relay;

/// Brings a connection to the relay about, or its failure.
@FunctionalInterface
interface Dialler {

  /// Called on the engine loop; calls [RelayChannel#upgraded] or [RelayChannel#fail] there, later
  /// or at once.
  ///
  /// @param attempt 1 for the first, growing with each failure in a row
  void dial(RelayChannel connection, int attempt);
}
