package dev.meshscope.core.link;

/// A slot per kind; two kinds are never duplicates of each other (PROTOCOL 3).
public enum Kind {
  DIRECT,
  RELAY
}
