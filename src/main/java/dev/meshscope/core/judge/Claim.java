package dev.meshscope.core.judge;

/// What the newcomer's incarnation says, compared with the incumbent's.
public enum Claim {
  /// It is not one of ours and says nothing.
  NONE,
  /// The same process as the incumbent's, so far without proof.
  SAME_UNPROVEN,

  /// The same process as the incumbent's, proven by signature.
  SAME,
  /// Another process, so far without proof.
  DIFFERENT_UNPROVEN,
  /// Another process, proven by signature.
  DIFFERENT_PROVEN,
  /// A life that a newer one has already replaced.
  SUPERSEDED
}
