package dev.meshscope.core.table;

/// What is wrong with a transport, if anything (DESIGN 4).
public enum Diagnosis {
  HEALTHY,
  QUIET,
  FROZEN,
  PATH_DEAD,
  ONE_WAY,
  REMOTE_CANNOT_SEND,
  CLOSING
}
