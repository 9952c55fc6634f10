package dev.meshscope.core.link;

/// A slot per kind; two kinds are never duplicates of each other (PROTOCOL 3).
public enum Kind {
  /// A socket from node to node.
  DIRECT,
  /// By way of the relay.
  RELAY
}
