package dev.meshscope.sim;

/// One of ours and a neighbour: how they are to stand. Single thread.
final class Pair {

  final Identity ours;
  final Identity other;

  /// From then on both hear each other, until the next disturbance.
  long dueNs = Long.MAX_VALUE;

  /// What was disturbed last.
  String why = "";

  /// Whether both heard each other since then.
  boolean wasBack;

  /// Whether a breach was told already.
  boolean told;

  /// How many dials the disturbances and the time without a whole link so far are worth.
  double dialsAllowed = 8;

  int dials;

  Pair(Identity ours, Identity other) {
    this.ours = ours;
    this.other = other;
  }

  void disturbed(String what, long until) {
    dueNs = until;
    why = what;
    wasBack = false;
    told = false;
    // A peer that hangs up on us is tried patiently, about twelve times, before the pauses grow.
    dialsAllowed += 12;
  }

  boolean of(Identity identity) {
    return ours == identity || other == identity;
  }
}
