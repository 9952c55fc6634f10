package dev.meshscope.lab.scenario;

import dev.meshscope.core.judge.Rule;

/// What is compared: one survivor against one kind of peer.
///
/// @param policy the survivor's rule; means nothing unless the survivor is a Meshscope, and limits
///   for `probe` are those of the others
/// @param peer the kind of the node the faults happen to
/// @param survivor the kind of the node that is measured
public record Lane(Rule policy, PeerKind peer, PeerKind survivor) {

  /// With a Meshscope as the survivor.
  public Lane(Rule policy, PeerKind peer) {
    this(policy, peer, PeerKind.MESHSCOPE);
  }

  /// With a survivor that has a rule of its own.
  public static Lane beside(PeerKind survivor, PeerKind peer) {
    return new Lane(Rule.PROBE, peer, survivor);
  }

  /// Whether the survivor knows our rules.
  public boolean hasPolicy() {
    return survivor == PeerKind.MESHSCOPE;
  }

  /// `probe, raw peer`; `D1 survivor, Meshscope peer`.
  public String words() {
    return (hasPolicy() ? policy.id() : survivor.title() + " survivor")
        + ", "
        + peer.title()
        + " peer";
  }

  /// For the names of files: `probe-raw`, `d1-survivor-meshscope`.
  public String id() {
    return (hasPolicy() ? policy.id() : survivor.id() + "-survivor") + "-" + peer.id();
  }
}
