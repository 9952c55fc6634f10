package dev.meshscope.lab.scenario;

import dev.meshscope.core.judge.Rule;

/// What is compared: one rule of the survivor against one kind of peer.
///
/// @param policy the survivor's rule
/// @param peer the kind of the node the faults happen to
public record Lane(Rule policy, PeerKind peer) {

  /// `probe, raw peer`.
  public String words() {
    return policy.id()
        + switch (peer) {
          case MESHSCOPE -> ", Meshscope peer";
          case RAW -> ", raw peer";
          case COMMAND -> ", your peer";
        };
  }

  /// For the names of files: `probe-raw`.
  public String id() {
    return policy.id() + "-" + peer.id();
  }
}
