package dev.meshscope.core.link;

/// An interface of this machine that is not used for the LAN: a value.
///
/// @param name what the system calls it
/// @param why why it is not used
public record LeftOut(String name, Why why) {

  /// Why an interface is not used.
  public enum Why {
    /// It is switched off.
    DOWN,
    /// It leads through somebody else's machine to a far network.
    TUNNEL,
    /// It carries no multicast.
    NO_MULTICAST,
    /// It leads nowhere but to this machine.
    NOWHERE,
    /// Another one is used, on the same network.
    SAME_NETWORK,
    /// As many as are used at most are more promising.
    TOO_MANY
  }
}
