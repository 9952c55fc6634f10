package dev.meshscope.engine.net.relay;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.SocketOptions;

/// One thing a listener was told.
sealed interface Told {
  record State(RelayState state) implements Told {}

  record Tuned(SocketOptions options) implements Told {}

  record Present(NodeId peer, NodeName name) implements Told {}

  record Rejoined(NodeId peer, NodeName name) implements Told {}

  record Gone(NodeId peer) implements Told {}

  record Payload(NodeId from, String frame) implements Told {}

  record Said(String text) implements Told {}

  record Slowed() implements Told {}

  record Ignored(dev.meshscope.engine.net.relay.Ignored why, int bytes) implements Told {}
}
