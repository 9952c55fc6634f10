package dev.meshscope.engine.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/// An address of this machine on a network where it can be heard.
///
/// @param interfaceName `eth0`
/// @param address without a host name
/// @param prefix how many bits of it name the network
record LanAddress(String interfaceName, InetAddress address, int prefix) {

  private static final int MOST_PREFIX = 30;

  boolean ipv4() {
    return address instanceof Inet4Address;
  }

  /// Whether it is the name of this whole network, or its broadcast address: all bits after the
  /// prefix are 0, or all are 1. A network of two addresses has neither (RFC 3021), and IPv6 has no
  /// broadcast.
  boolean standsForAll(InetAddress other) {
    byte[] theirs = other.getAddress();
    if (!(other instanceof Inet4Address) || prefix < 1 || prefix > MOST_PREFIX) {
      return false;
    }
    int host = 0;
    for (byte each : theirs) {
      host = (host << 8) | (each & 0xff);
    }
    int mask = -1 >>> prefix;
    return (host & mask) == 0 || (host & mask) == mask;
  }

  /// Whether the other one is on the same link, by its address.
  boolean sameNetwork(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length || prefix < 1 || prefix > 8 * ours.length) {
      return false;
    }
    int whole = prefix / 8;
    int rest = prefix % 8;
    int mask = 0xff00 >> rest & 0xff;
    return Arrays.equals(ours, 0, whole, theirs, 0, whole)
        && (rest == 0 || (ours[whole] & mask) == (theirs[whole] & mask));
  }
}
