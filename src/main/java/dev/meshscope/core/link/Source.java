package dev.meshscope.core.link;

/// Which discovery sees a peer (PROTOCOL 5 and 6), the nearest first.
public enum Source {
  /// The loopback registry of this machine.
  LOOPBACK,
  /// DNS-SD on the LAN.
  LAN,
  /// The directory of the relay.
  RELAY;

  /// The kind of transport that leads to what is seen here.
  public Kind kind() {
    return switch (this) {
      case LOOPBACK, LAN -> Kind.DIRECT;
      case RELAY -> Kind.RELAY;
    };
  }
}
