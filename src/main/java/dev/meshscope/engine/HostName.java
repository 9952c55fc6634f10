package dev.meshscope.engine;

import dev.meshscope.core.identity.NodeName;
import dev.meshscope.engine.discovery.MachineName;

/// What to call a node that was given no name. On the thread that starts the node.
final class HostName {
  private HostName() {}

  /// The host's name; "meshscope" if it has none.
  static NodeName asNodeName() {
    return trimmed(MachineName.get());
  }

  /// Without domain and what is not printable, cut to what a name may be.
  static NodeName trimmed(String host) {
    int dot = host.indexOf('.');
    StringBuilder kept = new StringBuilder();
    (dot > 0 ? host.substring(0, dot) : host)
        .codePoints()
        .mapToObj(Character::toString)
        .filter(c -> NodeName.parse(kept + c).isPresent())
        .forEachOrdered(kept::append);
    return NodeName.parse(kept.toString()).orElseGet(() -> new NodeName("meshscope"));
  }
}
