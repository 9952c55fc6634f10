package dev.meshscope.lab.world;

import dev.meshscope.lab.apart.OwnNetwork;
import dev.meshscope.lab.apart.OwnNetworks;
import java.util.List;

/// What the nodes live on. On the round's thread.
interface Network extends AutoCloseable {

  /// What comes before a command so that it runs where this node lives.
  List<String> prefix(String node);

  /// The node's own address.
  String address(String node);

  /// Whether dials go through the doors of an exchange.
  boolean hasDoors();

  /// Nothing passes any more between any two nodes, or it does again; only where there are no
  /// doors.
  ///
  /// @throws WorldException if it cannot be done
  void forward(boolean on) throws WorldException;

  @Override
  void close();

  /// Everybody's own network, where there is one; else one machine, one loopback.
  static Network apart(OwnNetworks networks) {
    return new Network() {
      @Override
      public List<String> prefix(String node) {
        return networks.of(node).map(OwnNetwork::prefix).orElse(List.of());
      }

      @Override
      public String address(String node) {
        return "127.0.0.1";
      }

      @Override
      public boolean hasDoors() {
        return true;
      }

      @Override
      public void forward(boolean on) {
        // the doors do this
      }

      @Override
      public void close() {
        // they stay for the next round
      }
    };
  }
}
