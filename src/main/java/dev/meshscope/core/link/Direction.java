package dev.meshscope.core.link;

/// Who dialled.
public enum Direction {
  /// We did.
  OUTBOUND,
  /// The remote did.
  INBOUND
}
