package dev.meshscope.core.link;

/// Who dialled.
public enum Direction {
  OUTBOUND,
  INBOUND
}
