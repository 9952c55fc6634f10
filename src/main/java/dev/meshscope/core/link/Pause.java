package dev.meshscope.core.link;

/// Why somebody is not read from for a while, though no limit of the settings was reached.
public enum Pause {
  /// What a peer says waits here for whoever reads it.
  UNREAD,
  /// The relay brings more than is taken in.
  RELAY
}
