package dev.meshscope.core.judge;

/// The three rules for a peer that dials again (DESIGN 3).
public enum Rule {
  /// Hold the newcomer, ask it, probe the old one, promote on what was learned.
  PROBE,
  /// An incumbent not heard for longer than a threshold is stale.
  LAST_SEEN,
  /// Only what is already closed is replaced.
  CLOSED_FLAG;

  /// As on the command line: `probe`, `last-seen`, `closed-flag`.
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
